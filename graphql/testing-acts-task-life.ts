import { expect } from 'vitest'
import { task } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** How tasks are cancelled, held, deleted and joined, and how each is taken back. */
export const TASK_LIFE_ACTS: Acts = {
  cancelTask: async ({ ann, web, one }) => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    return [
      ann,
      { task: one.id, policy: 'RELEASE' },
      'task { status } cancelledTasks { id } releasedTasks { id status } dryRun',
      {
        task: { status: 'CANCELLED' },
        cancelledTasks: [{ id: one.id }],
        releasedTasks: [{ id: after.id, status: 'PENDING' }],
        dryRun: false,
      },
    ]
  },
  reopenTask: async ({ ann, web, one }) => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    await act(ann, 'completeTask', { task: one.id }, 'task { id }')
    return [ann, { task: one.id }, 'task { status } blockedTasks { id }', { task: { status: 'PENDING' }, blockedTasks: [{ id: after.id }] }]
  },
  holdTask: async ({ ann, one }) => [
    ann,
    { task: one.id, reason: 'wait' },
    'task { status hold { reason by { id } } }',
    { task: { status: 'BLOCKED', hold: { reason: 'wait', by: { id: ann.actorId } } } },
  ],
  releaseHold: async ({ ann, one }) => {
    await act(ann, 'holdTask', { task: one.id, reason: 'wait' }, 'task { id }')
    return [ann, { task: one.id }, 'task { status hold { reason } }', { task: { status: 'PENDING', hold: null } }]
  },
  deleteTask: async ({ ann, one }) => [
    ann,
    { task: one.id },
    'task { deletedAt viewerCan }',
    { task: { deletedAt: expect.any(String), viewerCan: ['RESTORE'] } },
  ],
  restoreTask: async ({ ann, one }) => {
    await act(ann, 'deleteTask', { task: one.id }, 'task { id }')
    return [ann, { task: one.id }, 'task { deletedAt }', { task: { deletedAt: null } }]
  },
  addDependency: async ({ ann, web, one }) => {
    const other = await task(ann, web)
    return [
      ann,
      { task: one.id, dependsOn: other.key },
      'dependency { kind isOpen } task { status } dependsOn { id openDependents }',
      { dependency: { kind: 'BLOCKS', isOpen: true }, task: { status: 'BLOCKED' }, dependsOn: { id: other.id, openDependents: 1 } },
    ]
  },
  removeDependency: async ({ ann, web, one }) => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    return [
      ann,
      { task: after.id, dependsOn: one.id, kind: 'BLOCKS' },
      'task { id status } dependsOn { id } unblocked',
      { task: { id: after.id, status: 'PENDING' }, dependsOn: { id: one.id }, unblocked: true },
    ]
  },
  addFileReference: async ({ ann, one }) => [
    ann,
    { task: one.id, path: 'src/a.ts', lineStart: 3 },
    'file { path lineStart lineEnd } task { files { path } }',
    { file: { path: 'src/a.ts', lineStart: 3, lineEnd: 3 }, task: { files: [{ path: 'src/a.ts' }] } },
  ],
  removeFileReference: async ({ ann, one }) => {
    const { file } = await act(ann, 'addFileReference', { task: one.id, path: 'a' }, 'file { id }')
    return [ann, { file: file.id }, 'task { id files { id } }', { task: { id: one.id, files: [] } }]
  },
}
