import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { events, person, project, statusOf, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { dropHook, putHook } from '#lib/testing/hook-script.ts'
import { createPlan } from '../plan/create.ts'
import { renameTag } from '../tag/rename.ts'
import { completeTasks } from '../task/complete-many.ts'
import { completeTask } from '../task/complete.ts'
import { createTask } from '../task/create.ts'
import type { ProjectRow } from '../task/types.ts'
import { updateTask } from '../task/update.ts'
import { catchUp } from './after.ts'
import { openHookGates } from './gates.ts'

vi.hoisted(() => {
  process.env.HOOK_TIMEOUT = '1'
  process.env.HOOKS_DIR = `${process.env.TMPDIR ?? '/tmp'}/task-orchestrator-test-hooks-${process.pid}-${Date.now()}`
})
const folder = env().HOOKS_DIR ?? ''
mkdirSync(folder, { recursive: true })
const trace = join(folder, 'trace')

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  openHookGates()
  await catchUp(going)
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  writeFileSync(trace, '')
})
afterEach(() => {
  for (const hook of ['pre-task', 'pre-complete', 'post-create', 'post-complete', 'post-update']) dropHook(folder, hook)
})

const going = new AbortController().signal
const put = (hook: string, body: string) => putHook(folder, hook, body)
/** A script that writes down how it was called. */
const TRACE = `fs.appendFileSync(${JSON.stringify(trace)}, JSON.stringify({ args, input, env: process.env, cwd: process.cwd() }) + '\\n')`
const traced = () =>
  readFileSync(trace, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Traced)
    .filter(({ input }) => input.project.key === web.key)
interface Traced {
  args: string[]
  input: { hook: string; project: { key: string }; event?: { action: string } }
  env: Record<string, string>
  cwd: string
}
const ran = async () => (await events({ stream: web.key })).filter(({ action }) => action === 'HOOK_RAN')

describe('pre-task', () => {
  it('gets the titles and JSON, in a folder and an environment that hold nothing of ours', async () => {
    put('pre-task', TRACE)
    await createTask(ann, { project: web.key, title: '-rf "$(id)" `x`', priority: 3, tags: ['a'] })
    await createPlan(ann, {
      project: web.key,
      tasks: [
        { ref: 'a', title: 'A' },
        { ref: 'b', title: 'B', dependsOn: ['a'] },
      ],
    })
    const [one, plan] = traced()
    expect(one).toMatchObject({
      args: ['-rf "$(id)" `x`'],
      input: {
        hook: 'pre-task',
        actor: { handle: ann.handle },
        project: { key: web.key },
        tasks: [{ title: '-rf "$(id)" `x`', priority: 'CRITICAL', tags: ['a'] }],
      },
      env: { TASK_ORCHESTRATOR_HOOK: 'pre-task' },
      cwd: folder,
    })
    expect(Object.keys(one?.env ?? {})).not.toContain('AUTH_SECRET')
    expect(JSON.stringify(one?.env)).not.toContain('only-for-tests')
    expect(plan).toMatchObject({ args: ['A', 'B'], input: { tasks: [{ ref: 'a' }, { ref: 'b', dependsOn: ['a'] }] } })
    expect(traced()).toHaveLength(2)
  })

  it('refuses with a reason that the caller sees, and nothing is created', async () => {
    put('pre-task', `if (args.some((title) => !title.startsWith('feat'))) { console.error('Titles begin with feat'); process.exit(3) }`)
    const refusal = { code: 'REFUSED', by: 'the hook pre-task', reason: 'Titles begin with feat' }
    await expect(createTask(ann, { project: web.key, title: 'Fix' })).rejects.toMatchObject(refusal)
    await expect(createPlan(ann, { project: web.key, tasks: [{ title: 'feat: a' }, { title: 'b' }] })).rejects.toMatchObject(refusal)
    await createTask(ann, { project: web.key, title: 'feat: it' })
    expect(await db().task.count({ where: { projectId: web.id } })).toBe(1)
  })

  it('is not asked about what is not valid, not allowed, or was done already', async () => {
    put('pre-task', TRACE)
    await expect(createTask(ann, { project: web.key, title: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(createTask(await person(), { project: web.key, title: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await createTask(ann, { project: web.key, title: 'Once', idempotencyKey: 'k' })
    put('pre-task', 'process.exit(1)')
    expect(await createTask(ann, { project: web.key, title: 'Once', idempotencyKey: 'k' })).toMatchObject({ replayed: true })
    expect(traced()).toHaveLength(1)
  })
})

describe('a hook that goes wrong loses no write', () => {
  it.each([
    ['hangs', 'setInterval(() => {}, 1000)', 'was ended after 1 s'],
    ['crashes', `process.kill(process.pid, 'SIGSEGV')`, 'was ended by SIGSEGV'],
    ['floods', `for (;;) fs.writeSync(1, 'x'.repeat(10_000))`, 'was ended after 1 s'],
  ])('pre-task %s: the task is there, and the activity tells', async (_, body, result) => {
    put('pre-task', body)
    const { task: id } = await createTask(ann, { project: web.key, title: 'Kept' })
    expect(await statusOf(id)).toBe('PENDING')
    expect((await ran()).map(({ data }) => data)).toMatchObject([{ hook: 'pre-task', result, failed: true }])
  })

  it('pre-task that cannot be started: the same', async () => {
    writeFileSync(join(folder, 'pre-task'), 'no program', { mode: 0o644 })
    await createTask(ann, { project: web.key, title: 'Kept' })
    expect((await ran())[0]?.data).toMatchObject({ result: 'could not be started (EACCES)' })
  })

  it('what a hook has started is ended with it: it would hold its output open for a minute', async () => {
    put('post-create', `require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' }).unref()`)
    await task(ann, web)
    await catchUp(going)
    const [run] = await ran()
    expect(run?.data).toMatchObject({ result: 'ended with 0' })
    expect(Number(run?.data.ms)).toBeLessThan(30_000)
  })

  it.each([
    ['throws', `throw new Error('boom')`, 'ended with 1', 'boom'],
    ['hangs', 'setInterval(() => {}, 1000)', 'was ended after 1 s', ''],
    ['crashes', `console.log('so far'); process.abort()`, 'was ended by SIGABRT', 'so far'],
  ])('post-create %s: it is told once, and what follows goes on', async (_, body, result, output) => {
    put('post-create', body)
    const { id } = await task(ann, web)
    await catchUp(going)
    put('post-create', '')
    await task(ann, web)
    await catchUp(going)
    const [bad, good] = await ran()
    expect(bad).toMatchObject({ taskId: id, actorId: null, data: { hook: 'post-create', result, failed: true } })
    expect(bad?.data.output).toContain(output)
    expect(good?.data).toMatchObject({ result: 'ended with 0' })
    expect(await ran()).toHaveLength(2)
  })
})

describe('pre-complete', () => {
  it('gets id, title and status, and refuses each task by itself', async () => {
    put('pre-complete', `${TRACE}; if (args[1] === 'Bad') { console.log('tests fail'); process.exit(1) }`)
    const [bad, good] = [await task(ann, web, { title: 'Bad' }), await task(ann, web, { title: 'Good' })]
    await expect(completeTask(ann, { task: bad.key, summary: 'done' })).rejects.toMatchObject({ code: 'REFUSED', reason: 'tests fail' })
    expect(await statusOf(bad.id)).toBe('PENDING')
    expect(traced()[0]).toMatchObject({
      args: [bad.id, 'Bad', 'PENDING'],
      input: { summary: 'done', force: false, task: { key: bad.key } },
    })
    const { fates } = await completeTasks(ann, { tasks: [{ task: bad.id }, { task: good.key }] })
    expect(fates.map(({ refusal }) => refusal?.code ?? null)).toEqual(['REFUSED', null])
    expect([await statusOf(bad.id), await statusOf(good.id)]).toEqual(['PENDING', 'COMPLETED'])
  })
})

describe('post- hooks', () => {
  it('run after each event in order, with their arguments, and their results stand in the activity', async () => {
    for (const hook of ['post-create', 'post-update', 'post-complete']) put(hook, `${TRACE}; console.log('did ' + input.hook)`)
    const { id } = await task(ann, web, { title: 'T' })
    await updateTask(ann, { task: id, title: 'New' })
    await completeTask(ann, { task: id })
    await catchUp(going)
    expect(traced().map(({ args, input }) => [input.hook, args, input.event?.action])).toEqual([
      ['post-create', [id, 'New', 'COMPLETED'], 'TASK_CREATED'],
      ['post-update', [id, 'New', 'COMPLETED'], 'TASK_UPDATED'],
      ['post-complete', [id], 'TASK_COMPLETED'],
    ])
    expect((await ran()).map(({ data }) => data.output)).toEqual(['did post-create', 'did post-update', 'did post-complete'])
    await catchUp(going)
    expect(traced()).toHaveLength(3)
  })

  it('hear of a task whose tag was renamed with all others', async () => {
    put('post-update', TRACE)
    const { id } = await task(ann, web, { tags: ['ui'] })
    await renameTag(ann, { project: web.key, tag: 'ui', to: 'front' })
    await catchUp(going)
    expect(traced()).toMatchObject([{ args: [id, expect.any(String), 'PENDING'], input: { event: { action: 'TAG_CHANGED' } } }])
  })

  it('go on where they stopped, after a time when nothing ran', async () => {
    put('post-create', TRACE)
    for (const title of ['1', '2', '3']) await task(ann, web, { title })
    await catchUp(going)
    for (const title of ['4', '5']) await task(ann, web, { title })
    await catchUp(going)
    expect(traced().map(({ args }) => args[1])).toEqual(['1', '2', '3', '4', '5'])
  })

  it('that are added later hear of nothing that was before', async () => {
    await task(ann, web, { title: 'Before' })
    await catchUp(going)
    put('post-create', TRACE)
    await task(ann, web, { title: 'After' })
    await catchUp(going)
    expect(traced().map(({ args }) => args[1])).toEqual(['After'])
  })

  it('that may not be executed, or read nothing, hold nothing up; one that is taken away is not called any more', async () => {
    writeFileSync(join(folder, 'post-create'), 'no program', { mode: 0o644 })
    await task(ann, web)
    await catchUp(going)
    writeFileSync(join(folder, 'post-create'), '#!/bin/sh\necho blind\n')
    chmodSync(join(folder, 'post-create'), 0o755)
    await task(ann, web)
    await catchUp(going)
    dropHook(folder, 'post-create')
    await task(ann, web)
    await catchUp(going)
    expect((await ran()).map(({ data }) => [data.result, data.output])).toEqual([
      ['could not be started (EACCES)', ''],
      ['ended with 0', 'blind'],
    ])
  })

  it('of which there are none cost nothing and leave no event', async () => {
    await task(ann, web)
    await catchUp(going)
    expect(await ran()).toEqual([])
    expect(existsSync(trace)).toBe(true)
  })
})
