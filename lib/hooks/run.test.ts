import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { putHook } from '#lib/testing/hook-script.ts'
import { newFolder } from '#lib/testing/templates.ts'
import { runHook } from './run.ts'

let folder: string
beforeEach(() => {
  folder = newFolder()
})
const hook = () => join(folder, 'hook')
const run = (more: Partial<Parameters<typeof runHook>[0]> = {}) =>
  runHook({ file: hook(), folder, args: [], input: {}, environment: {}, timeoutMs: 30_000, ...more })

/** A script of its own, which need not read its input. */
function put(text: string, mode = 0o755) {
  writeFileSync(hook(), text)
  chmodSync(hook(), mode)
}

/** A process that nobody has waited for yet counts as gone. */
function isAlive(pid: number) {
  const status = `/proc/${pid}/status`
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}
const pidIn = (name: string) => Number(readFileSync(join(folder, name), 'utf8'))

it('what it prints beyond the cap is read and dropped: 10 MB neither stop it nor stay', async () => {
  putHook(folder, 'hook', `for (let i = 0; i < 1_000; i++) fs.writeSync(1, 'x'.repeat(10_000)); fs.writeFileSync('end', 'reached')`)
  const { verdict, output } = await run()
  expect({ verdict, length: output.length }).toEqual({ verdict: 'OK', length: 4_000 })
  expect(readFileSync(join(folder, 'end'), 'utf8')).toBe('reached')
})

it('the cap leaves no half of a character', async () => {
  putHook(folder, 'hook', `process.stdout.write('x' + 'ü'.repeat(3_000))`)
  expect((await run()).output).toBe(`x${'ü'.repeat(1_999)}`)
})

it('one that ignores its input goes its way, however much that is', async () => {
  put('#!/bin/sh\nexit 0\n')
  expect(await run({ input: 'x'.repeat(5_000_000) })).toMatchObject({ verdict: 'OK', result: 'ended with 0' })
  put('#!/bin/sh\nexec 0<&-\necho no\nexit 4\n')
  expect(await run({ input: 'x'.repeat(5_000_000) })).toMatchObject({ verdict: 'REFUSED', result: 'ended with 4', output: 'no' })
})

it('one that hangs is ended with all that it has started', async () => {
  put('#!/bin/sh\nsleep 600 &\necho $! > one\nsh -c "sleep 600 & echo \\$! > two; wait" &\necho so far\nwait\n')
  const { verdict, result, output } = await run({ timeoutMs: 1_500 })
  expect({ verdict, result, output }).toEqual({ verdict: 'FAULT', result: 'was ended after 1.5 s', output: 'so far' })
  for (const name of ['one', 'two']) await vi.waitFor(() => expect(isAlive(pidIn(name))).toBe(false), 10_000)
})

it('is not waited for by way of something that has left its group and holds its outputs open', async () => {
  putHook(
    folder,
    'hook',
    `const { pid } = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'inherit' })
     fs.writeFileSync('left', String(pid)); console.log('done'); process.exit(0)`,
  )
  const { verdict, output, ms } = await run()
  process.kill(pidIn('left'), 'SIGKILL')
  expect({ verdict, output }).toEqual({ verdict: 'OK', output: 'done' })
  expect(ms).toBeLessThan(30_000)
})

it.each([
  ['may not be executed', 'echo', 0o644, 'EACCES'],
  ['names an interpreter that is not there', '#!/no/such/program\n', 0o755, 'ENOENT'],
])('one that %s is a fault with its reason', async (_, text, mode, code) => {
  put(text, mode)
  expect(await run()).toMatchObject({ verdict: 'FAULT', result: `could not be started (${code})`, output: '' })
})

it('arguments that no system takes are a fault too', async () => {
  put('#!/bin/sh\n')
  expect(await run({ args: ['x'.repeat(3_000_000)] })).toMatchObject({ verdict: 'FAULT', result: 'could not be started (E2BIG)' })
})

it('when the server stops it may end by itself, or is ended soon', async () => {
  const stopping = AbortSignal.abort()
  put('#!/bin/sh\necho done\n')
  expect(await run({ signal: stopping })).toMatchObject({ verdict: 'OK', output: 'done' })
  put('#!/bin/sh\nsleep 600\n')
  expect(await run({ signal: stopping })).toMatchObject({ verdict: 'STOPPED' })
})
