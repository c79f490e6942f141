import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bundled } from '#lib/testing/bundle.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(join(root, 'docs/plugins.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-guide-'))
const data = mkdtempSync(join(tmpdir(), 'task-orchestrator-guide-data-'))
afterAll(() => [folder, data].forEach((path) => rmSync(path, { recursive: true, force: true })))

const blocks = [...guide.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, file, text = '']) => ({
  language,
  file,
  text,
}))

it('the guide leads from an empty folder to the output of a command', { timeout: 240_000 }, async () => {
  for (const { file, text } of blocks) if (file) writeFileSync(join(folder, file), text)
  const path = withOwnPrograms()
  const port = await freePort()
  // The blocks as they stand, one after another; what they started ends with them.
  const script = `set -e\ntrap 'kill $(jobs -p) 2>/dev/null' EXIT\n${blocks.flatMap(({ language, text }) => (language === 'sh' ? text : [])).join('\n')}`
  const env = {
    ...process.env,
    ...{ PATH: path, DATA_DIR: data, DATABASE_URL: '', NODE_ENV: 'production' as const, PORT: String(port), LOG_LEVEL: 'warn' },
    ...{ ORCHESTRATOR: root, ORCHESTRATOR_URL: `http://127.0.0.1:${port}`, AUTH_SECRET: '' },
  }
  const child = spawn('bash', ['-c', script], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const late = setTimeout(() => stop(child.pid), 220_000)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearTimeout(late)
  stop(child.pid)
  expect({ code, ...(code === 0 ? {} : { output, errors }) }).toEqual({ code: 0 })
  expect(output).toContain('A title has at least 5 characters.')
  const promised = blocks.flatMap(({ language, text }) => (language === 'json' ? [JSON.parse(text) as unknown] : []))
  const last = output.trim().split('\n').at(-1) ?? ''
  expect([JSON.parse(last.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, '…'))]).toEqual(promised)
})

/**
 * `npm start` builds the pages first, which others test: here it is the server alone. It and the admin command are bundles of the
 * sources as they are, which start faster.
 */
function withOwnPrograms() {
  const [server, admin] = [bundled('server.ts'), bundled('lib/commands/admin.ts')]
  const script = `#!/bin/sh
case "$*" in
  start) exec "${process.execPath}" "${server}" ;;
  "run --silent admin -- "*) shift 4; exec "${process.execPath}" "${admin}" "$@" ;;
  *) echo "npm $*: the guide says what this test does not know" >&2; exit 1 ;;
esac
`
  writeFileSync(join(folder, 'npm'), script)
  chmodSync(join(folder, 'npm'), 0o755)
  return `${folder}:${process.env.PATH}`
}

function stop(group: number | undefined) {
  if (group === undefined) return
  execFile('kill', ['--', `-${group}`], () => {})
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
