import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { lockfileFaults } from './lockfile.ts'

const root = resolve(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

interface Check {
  name: string
  /** What is wrong; empty when nothing is. */
  run: () => Promise<string>
}

const checks: Check[] = [
  { name: 'format', run: () => program(bin('prettier'), '--check', '.', '--log-level', 'warn') },
  { name: 'lint and import rules', run: () => program(bin('oxlint'), '--type-aware', '--deny-warnings') },
  { name: 'types', run: () => program(bin('tsc'), '--noEmit', '--pretty', 'false') },
  { name: 'printed schema', run: () => program(bin('tsx'), 'graphql/print.ts', '--check') },
  { name: 'client documents', run: () => program(bin('tsx'), 'app/_graphql/generate-env.ts', '--check') },
  { name: 'migrations', run: () => program(bin('tsx'), 'prisma/tools/check.ts') },
  { name: 'unused code', run: () => program(bin('knip'), '--no-progress', '--no-config-hints') },
  { name: 'lockfile', run: async () => lockfileFaults(join(root, 'package-lock.json')).join('\n') },
]

/** One after another: two type checkers at once would be slower on a small machine. Every check runs, also after a failure. */
async function checkAll() {
  const failed: string[] = []
  for (const { name, run } of checks) {
    const startedAt = performance.now()
    const fault = await run()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    process.stdout.write(`${fault ? '✗' : '✓'} ${name} (${seconds} s)\n`)
    if (!fault) continue
    failed.push(name)
    process.stdout.write(`${fault.trimEnd().replace(/^/gm, '    ')}\n`)
  }
  process.stdout.write(
    `${checks.length - failed.length} checks passed, ${failed.length} failed${failed.length ? `: ${failed.join(', ')}` : ''}\n`,
  )
  process.exitCode = failed.length ? 1 : 0
}

/** The output of a program that failed, or nothing. */
function program(command: string, ...args: string[]): Promise<string> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => done(`${command}: ${error.message}`))
    child.on('close', (code) => done(code === 0 ? '' : output.trim() || `${command} ended with ${code}`))
  })
}

await checkAll()
