import { expect } from 'vitest'
import { task } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

const RESULTS = 'results { task { status } error { code } }'
/** The first was done, the second refused. */
const oneOfTwo = (status: string, code: string) => ({
  results: [
    { task: { status }, error: null },
    { task: null, error: { code } },
  ],
})

/** Acts on many tasks, each done or refused by itself. */
export const TASK_BULK_ACTS: Acts = {
  updateTasks: async ({ ann, one }) => {
    const two = await task(ann, { id: one.projectId })
    return [
      ann,
      {
        tasks: [
          { task: one.key, title: 'New title' },
          { task: two.id, title: '' },
        ],
      },
      'results { ref task { title } error { code ... on InvalidInputError { issues { field } } } } doneCount refusedCount',
      {
        results: [
          { ref: one.key, task: { title: 'New title' }, error: null },
          { ref: two.id, task: null, error: { code: 'INVALID_INPUT', issues: [{ field: 'title' }] } },
        ],
        ...{ doneCount: 1, refusedCount: 1 },
      },
    ]
  },
  assignTasks: async ({ ann, bob, bot, one }) => {
    const held = await task(ann, { id: one.projectId })
    await act(bot, 'claimTask', { task: held.id }, 'fence')
    return [
      ann,
      {
        tasks: [
          { task: one.id, assignee: bob.handle },
          { task: held.id, assignee: bob.handle },
        ],
      },
      'results { task { assignee { id } } error { __typename ... on AlreadyClaimedError { holder { id } heldUntil } } }',
      {
        results: [
          { task: { assignee: { id: bob.actorId } }, error: null },
          { task: null, error: { __typename: 'AlreadyClaimedError', holder: { id: bot.actorId }, heldUntil: expect.any(String) } },
        ],
      },
    ]
  },
  completeTasks: async ({ ann, web, one }) => {
    const [second, third] = [await task(ann, web, { dependsOn: [one.id] }), await task(ann, web, { dependsOn: [one.id] })]
    return [
      ann,
      {
        tasks: [
          { task: one.id, summary: 'done' },
          { task: second.id, actualHours: 1 },
        ],
      },
      'results { task { status } error { code } } unblockedTasks { id }',
      {
        results: [
          { task: { status: 'COMPLETED' }, error: null },
          { task: { status: 'COMPLETED' }, error: null },
        ],
        unblockedTasks: [{ id: third.id }],
      },
    ]
  },
  startTasks: async ({ ann, web, one }) => {
    const waiting = await task(ann, web, { dependsOn: [one.id] })
    return [
      ann,
      { tasks: [{ task: one.key }, { task: waiting.id }] },
      'results { task { status assignee { id } } error { ... on TaskBlockedError { blockers { id } } } } doneCount refusedCount',
      {
        results: [
          { task: { status: 'IN_PROGRESS', assignee: { id: ann.actorId } }, error: null },
          { task: null, error: { blockers: [{ id: one.id }] } },
        ],
        ...{ doneCount: 1, refusedCount: 1 },
      },
    ]
  },
  releaseTasks: async ({ ann, bot, one }) => {
    const idle = await task(ann, { id: one.projectId })
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    const tasks = [{ task: one.id, fence, note: 'Half done.' }, { task: idle.id }]
    return [bot, { tasks }, RESULTS, oneOfTwo('PENDING', 'INVALID_TRANSITION')]
  },
  holdTasks: async ({ ann, one }) => {
    const other = await task(ann, { id: one.projectId })
    return [
      ann,
      {
        tasks: [
          { task: one.id, reason: 'wait' },
          { task: other.id, reason: '' },
        ],
      },
      'results { task { status hold { reason } } error { code } }',
      {
        results: [
          { task: { status: 'BLOCKED', hold: { reason: 'wait' } }, error: null },
          { task: null, error: { code: 'INVALID_INPUT' } },
        ],
      },
    ]
  },
  releaseHolds: async ({ ann, one }) => {
    const other = await task(ann, { id: one.projectId })
    await act(ann, 'holdTask', { task: one.id, reason: 'wait' }, 'task { id }')
    return [ann, { tasks: [{ task: one.id }, { task: other.id }] }, RESULTS, oneOfTwo('PENDING', 'INVALID_TRANSITION')]
  },
  cancelTasks: async ({ ann, web, one }) => {
    const [first, second] = [await task(ann, web, { dependsOn: [one.id] }), await task(ann, web)]
    await act(ann, 'completeTask', { task: second.id }, 'task { id }')
    return [
      ann,
      { tasks: [{ task: one.id, policy: 'RELEASE', reason: 'No.' }, { task: second.id }] },
      `${RESULTS} releasedTasks { id status }`,
      { ...oneOfTwo('CANCELLED', 'INVALID_TRANSITION'), releasedTasks: [{ id: first.id, status: 'PENDING' }] },
    ]
  },
  reopenTasks: async ({ ann, web, one }) => {
    const open = await task(ann, web)
    await act(ann, 'completeTask', { task: one.id }, 'task { id }')
    return [ann, { tasks: [{ task: one.id }, { task: open.id }] }, RESULTS, oneOfTwo('PENDING', 'INVALID_TRANSITION')]
  },
  deleteTasks: async ({ ann, web, one }) => {
    const [part, needed] = [await task(ann, web, { parent: one.id }), await task(ann, web)]
    const after = await task(ann, web, { dependsOn: [needed.id] })
    return [
      ann,
      { tasks: [{ task: one.id }, { task: part.id }, { task: needed.id }] },
      'results { task { deletedAt } error { ... on HasDependentsError { dependents { key } } } }',
      {
        results: [
          { task: { deletedAt: expect.any(String) }, error: null },
          { task: { deletedAt: expect.any(String) }, error: null },
          { task: null, error: { dependents: [{ key: after.key }] } },
        ],
      },
    ]
  },
  restoreTasks: async ({ ann, web, one }) => {
    const there = await task(ann, web)
    await act(ann, 'deleteTask', { task: one.id }, 'task { id }')
    return [ann, { tasks: [{ task: one.id }, { task: there.id }] }, RESULTS, oneOfTwo('PENDING', 'INVALID_TRANSITION')]
  },
}
