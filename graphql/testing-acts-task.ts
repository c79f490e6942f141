import { expect } from 'vitest'
import { task } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** How tasks come to be, change, and are completed. */
export const TASK_ACTS: Acts = {
  createTask: async ({ bob, web, one }) => [
    bob,
    {
      project: web.key,
      title: 'T',
      priority: 'HIGH',
      tags: ['UI'],
      criteria: ['works'],
      dependsOn: [one.key],
      deadline: '2030-01-01T00:00:00Z',
    },
    'task { title priority tags status deadline criteria { text state } blockers { isOpen dependsOn { key } } createdBy { id } }',
    {
      task: {
        title: 'T',
        priority: 'HIGH',
        tags: ['UI'],
        status: 'BLOCKED',
        deadline: '2030-01-01T00:00:00.000Z',
        criteria: [{ text: 'works', state: 'UNKNOWN' }],
        blockers: [{ isOpen: true, dependsOn: { key: one.key } }],
        createdBy: { id: bob.actorId },
      },
    },
  ],
  createPlan: async ({ bob, web, one }) => [
    bob,
    {
      project: web.key,
      tasks: [
        { ref: 'ship', title: 'Ship it', dependsOn: ['build', one.key] },
        { ref: 'build', title: 'Build it', files: [{ path: 'src/a.ts', lineStart: 3 }] },
      ],
    },
    'created { ref status turn task { title files { path lineEnd } } } taskCount readyCount dependencyCount dryRun',
    {
      created: [
        { ref: 'ship', status: 'BLOCKED', turn: 2, task: { title: 'Ship it', files: [] } },
        { ref: 'build', status: 'PENDING', turn: 1, task: { title: 'Build it', files: [{ path: 'src/a.ts', lineEnd: 3 }] } },
      ],
      ...{ taskCount: 2, readyCount: 1, dependencyCount: 2, dryRun: false },
    },
  ],
  updateTask: async ({ ann, one }) => [
    ann,
    { task: one.key, title: 'New title', estimatedHours: 2.5, expectedVersion: 1 },
    'task { title estimatedHours version }',
    { task: { title: 'New title', estimatedHours: 2.5, version: 2 } },
  ],
  assignTask: async ({ ann, bob, one }) => [
    ann,
    { task: one.id, assignee: bob.handle },
    'task { assignee { id } }',
    { task: { assignee: { id: bob.actorId } } },
  ],
  startTask: async ({ ann, one }) => [
    ann,
    { task: one.id },
    'task { status assignee { id } startedAt }',
    { task: { status: 'IN_PROGRESS', assignee: { id: ann.actorId }, startedAt: expect.any(String) } },
  ],
  completeTask: async ({ ann, bot, web, one }) => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      bot,
      { task: one.id, fence, summary: 'done', actualHours: 1 },
      'task { status completionSummary actualHours } unblockedTasks { id status }',
      { task: { status: 'COMPLETED', completionSummary: 'done', actualHours: 1 }, unblockedTasks: [{ id: after.id, status: 'PENDING' }] },
    ]
  },
  markCriterion: async ({ ann, web }) => {
    const { id } = await task(ann, web, { criteria: ['CI is green'] })
    return [
      ann,
      { task: id, criterion: 1, state: 'MET', evidence: 'run 42' },
      'task { version criteria { state evidence markedBy { id } markedAt } }',
      {
        task: {
          version: 2,
          criteria: [{ state: 'MET', evidence: 'run 42', markedBy: { id: ann.actorId }, markedAt: expect.any(String) }],
        },
      },
    ]
  },
  giveFeedback: async ({ ann, bot, one }) => {
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    await act(bot, 'completeTask', { task: one.id, fence }, 'task { id }')
    return [
      ann,
      { task: one.id, quality: 4, timeliness: 5, note: 'neat' },
      'task { feedback { quality timeliness note by { id } at } }',
      { task: { feedback: { quality: 4, timeliness: 5, note: 'neat', by: { id: ann.actorId }, at: expect.any(String) } } },
    ]
  },
}
