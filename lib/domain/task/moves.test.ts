import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { events, person, project, statusOf, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { cancelTask } from './cancel.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { releaseTask } from './release.ts'
import { reopenTask } from './reopen.ts'
import { startTask } from './start.ts'
import { MOVES, type Move } from './status.ts'
import type { ProjectRow, TaskStatus } from './types.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})

/** Makes a task of this status, as a user would. */
const MAKE: Record<TaskStatus, () => Promise<string>> = {
  PENDING: async () => (await task(ann, web)).id,
  BLOCKED: async () => (await task(ann, web, { dependsOn: [(await task(ann, web)).id] })).id,
  IN_PROGRESS: async () => {
    const { id } = await task(ann, web)
    await startTask(ann, { task: id })
    return id
  },
  COMPLETED: async () => {
    const { id } = await task(ann, web)
    await completeTask(ann, { task: id })
    return id
  },
  CANCELLED: async () => {
    const { id } = await task(ann, web)
    await cancelTask(ann, { task: id })
    return id
  },
}

const ACT: Record<Move, { run: (task: string) => Promise<unknown>; to: TaskStatus; action: string }> = {
  claim: { run: (task) => claimTask(ann, { task }), to: 'IN_PROGRESS', action: 'TASK_CLAIMED' },
  start: { run: (task) => startTask(ann, { task }), to: 'IN_PROGRESS', action: 'TASK_STARTED' },
  release: { run: (task) => releaseTask(ann, { task }), to: 'PENDING', action: 'TASK_RELEASED' },
  complete: { run: (task) => completeTask(ann, { task }), to: 'COMPLETED', action: 'TASK_COMPLETED' },
  forceComplete: { run: (task) => completeTask(ann, { task, force: true, reason: 'r' }), to: 'COMPLETED', action: 'TASK_COMPLETED' },
  cancel: { run: (task) => cancelTask(ann, { task }), to: 'CANCELLED', action: 'TASK_CANCELLED' },
  reopen: { run: (task) => reopenTask(ann, { task }), to: 'PENDING', action: 'TASK_REOPENED' },
}

/** Refusals that say more than "not from this status". */
const SPECIAL: Record<string, string> = {
  'claim BLOCKED': 'TASK_BLOCKED',
  'start BLOCKED': 'TASK_BLOCKED',
  'complete BLOCKED': 'TASK_BLOCKED',
  'claim IN_PROGRESS': 'ALREADY_CLAIMED',
  'start IN_PROGRESS': 'ALREADY_CLAIMED',
}

describe('every move from every status', () => {
  for (const move of Object.keys(MOVES) as Move[])
    for (const from of Object.keys(MAKE) as TaskStatus[]) {
      const allowed = (MOVES[move] as readonly TaskStatus[]).includes(from)
      it(`${move} of a task that is ${from} is ${allowed ? 'done' : 'refused'}`, async () => {
        const id = await MAKE[from]()
        const before = await events({ taskId: id })
        if (allowed) {
          await ACT[move].run(id)
          expect(await statusOf(id)).toBe(ACT[move].to)
          const [event] = (await events({ taskId: id })).slice(before.length)
          expect(event).toMatchObject({
            action: ACT[move].action,
            changes: expect.arrayContaining([{ field: 'status', old: from, new: ACT[move].to }]),
          })
        } else {
          await expect(ACT[move].run(id)).rejects.toMatchObject({ code: SPECIAL[`${move} ${from}`] ?? 'INVALID_TRANSITION' })
          expect(await statusOf(id)).toBe(from)
          expect(await events({ taskId: id })).toEqual(before)
        }
      })
    }

  it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
})
