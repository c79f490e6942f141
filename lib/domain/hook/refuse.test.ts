import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { events, person, project, statusOf, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { dropHook, putHook } from '#lib/testing/hook-script.ts'
import { createPlan } from '../plan/create.ts'
import { completeTask } from '../task/complete.ts'
import { createTask } from '../task/create.ts'
import type { ProjectRow } from '../task/types.ts'
import { openHookGates } from './gates.ts'

vi.hoisted(() => {
  process.env.HOOK_TIMEOUT = '1'
  process.env.HOOK_FAULT = 'refuse'
  process.env.HOOKS_DIR = `${process.env.TMPDIR ?? '/tmp'}/task-orchestrator-test-hooks-${process.pid}-${Date.now()}`
})
const folder = env().HOOKS_DIR ?? ''

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  expect(openHookGates).toThrow(`HOOKS_DIR must name a folder; ${folder} is none`)
  mkdirSync(folder, { recursive: true })
  await testDatabase()
  openHookGates()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
})
afterEach(() => {
  for (const hook of ['pre-task', 'pre-complete']) dropHook(folder, hook)
})

const told = (by: string, result: string) => ({
  code: 'REFUSED',
  by: `the hook ${by}`,
  reason: `it ${result}, and this installation lets nothing pass without it`,
})
const ran = async () => (await events({ stream: web.key })).filter(({ action }) => action === 'HOOK_RAN')

describe('with HOOK_FAULT=refuse nothing passes a hook that goes wrong', () => {
  it.each([
    ['hangs', 'setInterval(() => {}, 1000)', 'was ended after 1 s'],
    ['crashes', 'process.abort()', 'was ended by SIGABRT'],
  ])('one that %s refuses with a reason, and the activity tells', async (_, body, result) => {
    putHook(folder, 'pre-task', body)
    await expect(createTask(ann, { project: web.key, title: 'Held' })).rejects.toMatchObject(told('pre-task', result))
    expect(await db().task.count({ where: { projectId: web.id } })).toBe(0)
    expect((await ran()).map(({ data }) => data)).toMatchObject([{ hook: 'pre-task', result, failed: true }])
  })

  it.each([
    ['may not be executed', () => writeFileSync(join(folder, 'pre-task'), '', { mode: 0o644 }), 'could not be started (EACCES)'],
    ['leads in a circle', () => symlinkSync('pre-task', join(folder, 'pre-task')), 'could not be started (ELOOP)'],
  ])('one that %s: the same, for a plan and for a look at one', async (_, put, result) => {
    put()
    for (const dryRun of [true, false])
      await expect(createPlan(ann, { project: web.key, tasks: [{ title: 'Held' }], dryRun })).rejects.toMatchObject(
        told('pre-task', result),
      )
    expect(await ran()).toHaveLength(1)
  })

  it('before a completion too; one that agrees, and one that was taken away, let it pass', async () => {
    const { id } = await task(ann, web)
    putHook(folder, 'pre-complete', 'process.kill(process.pid, "SIGTERM")')
    await expect(completeTask(ann, { task: id })).rejects.toMatchObject(told('pre-complete', 'was ended by SIGTERM'))
    expect(await statusOf(id)).toBe('PENDING')
    putHook(folder, 'pre-complete', '')
    await completeTask(ann, { task: id })
    const { id: other } = await task(ann, web)
    putHook(folder, 'pre-complete', 'process.exit(1)')
    dropHook(folder, 'pre-complete')
    await completeTask(ann, { task: other })
    expect([await statusOf(id), await statusOf(other)]).toEqual(['COMPLETED', 'COMPLETED'])
  })
})

describe('the guide', () => {
  it('gives an example that does what it says', async () => {
    const [, example = ''] = /```sh\n(#!\/bin\/sh[\s\S]*?)```/.exec(readFileSync('docs/hooks.md', 'utf8')) ?? []
    writeFileSync(join(folder, 'pre-task'), example, { mode: 0o755 })
    const tasks = [{ title: 'OPS-12: Grease the points' }, { title: 'Whatever' }]
    await expect(createPlan(ann, { project: web.key, tasks })).rejects.toMatchObject({
      code: 'REFUSED',
      reason: 'Begin the title with a ticket, such as OPS-12: …',
    })
    await createPlan(ann, { project: web.key, tasks: tasks.slice(0, 1) })
    expect(await db().task.count({ where: { projectId: web.id } })).toBe(1)
  })
})
