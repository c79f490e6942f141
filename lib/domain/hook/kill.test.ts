import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { events, person, project, task } from '#lib/testing/builders.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { putHook } from '#lib/testing/hook-script.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { catchUp } from './after.ts'

vi.hoisted(() => {
  process.env.HOOKS_DIR = `${process.env.TMPDIR ?? '/tmp'}/task-orchestrator-test-hooks-${process.pid}-${Date.now()}`
})
const folder = env().HOOKS_DIR ?? ''
const TASKS = 8

let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  mkdirSync(folder, { recursive: true })
  await catchUp(new AbortController().signal)
})

it(
  'every event reaches its hook, in order, although the server is killed with kill -9 after a run and before its place is stored',
  { timeout: 240_000 },
  async () => {
    const ann = await person()
    for (let round = 0; round < rounds(10); round++) {
      const web = await project(ann)
      const trace = join(folder, `trace-${round}`)
      writeFileSync(trace, '')
      const fatal = String(round % TASKS)
      // It has done its work, and whoever called it never hears of it.
      putHook(
        folder,
        'post-create',
        `const isFirst = !fs.readFileSync(${JSON.stringify(trace)}, 'utf8').split('\\n').includes('${fatal}')
       fs.appendFileSync(${JSON.stringify(trace)}, args[1] + '\\n')
       if (args[1] === '${fatal}' && isFirst) process.kill(process.ppid, 'SIGKILL')`,
      )
      const titles = Array.from({ length: TASKS }, (_, i) => String(i))
      for (const title of titles) await task(ann, web, { title })
      const killed = startChild('lib/testing/hook-runner.ts', [url])
      const [, signal] = await once(killed, 'close')
      expect(signal).toBe('SIGKILL')
      expect((await ran(web.key)).length).toBe(round % TASKS)
      const next = startChild('lib/testing/hook-runner.ts', [url])
      await vi.waitFor(async () => expect(await ran(web.key)).toHaveLength(TASKS), { timeout: 100_000, interval: 100 })
      next.kill('SIGKILL')
      await once(next, 'close')
      const heard = readFileSync(trace, 'utf8').split('\n').filter(Boolean)
      expect(heard).toEqual(titles.flatMap((title) => (title === fatal ? [title, title] : [title])))
      expect(await db().task.count({ where: { projectId: web.id } })).toBe(TASKS)
      expect((await ran(web.key)).every(({ data }) => data.result === 'ended with 0')).toBe(true)
    }
  },
)

it('a run that is under way when the server stops is ended, and is done again at the next start', async () => {
  const ann = await person()
  const web = await project(ann)
  const trace = join(folder, 'trace-stop')
  writeFileSync(trace, '')
  putHook(folder, 'post-create', `fs.appendFileSync(${JSON.stringify(trace)}, args[1]); setInterval(() => {}, 1000)`)
  await task(ann, web, { title: '1' })
  const stopping = new AbortController()
  const stopped = catchUp(stopping.signal)
  await vi.waitFor(() => expect(readFileSync(trace, 'utf8')).toBe('1'), { timeout: 20_000, interval: 5 })
  stopping.abort()
  await stopped
  expect(await ran(web.key)).toEqual([])
  putHook(folder, 'post-create', `fs.appendFileSync(${JSON.stringify(trace)}, args[1])`)
  await catchUp(new AbortController().signal)
  expect(readFileSync(trace, 'utf8')).toBe('11')
  expect((await ran(web.key)).map(({ data }) => data.result)).toEqual(['ended with 0'])
})

const ran = async (stream: string) => (await events({ stream })).filter(({ action }) => action === 'HOOK_RAN')
