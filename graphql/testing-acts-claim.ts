import { expect } from 'vitest'
import { agent, project, task } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** What agents do with claims, and owners with those of others. */
export const CLAIM_ACTS: Acts = {
  claimTask: async ({ bot, one }) => [
    bot,
    { task: one.key, leaseSeconds: 60 },
    'fence expiresAt claim { fence holder { id } task { id } outcome } task { status claim { fence } }',
    {
      fence: 1,
      expiresAt: expect.any(String),
      claim: { fence: 1, holder: { id: bot.actorId }, task: { id: one.id }, outcome: null },
      task: { status: 'IN_PROGRESS', claim: { fence: 1 } },
    },
  ],
  claimNextTask: async ({ ann }) => {
    const own = await project(ann)
    const [bot, { id }] = [await agent(ann, { project: own }), await task(ann, own)]
    return [
      bot,
      { project: own.key, leaseSeconds: 60 },
      'fence expiresAt resumed task { id status } claim { fence holder { id } }',
      {
        ...{ fence: 1, expiresAt: expect.any(String), resumed: false },
        ...{ task: { id, status: 'IN_PROGRESS' }, claim: { fence: 1, holder: { id: bot.actorId } } },
      },
    ]
  },
  releaseTask: async ({ bot, one }) => {
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      bot,
      { task: one.id, fence, note: 'half way' },
      'task { status claim { id } claims { outcome note } }',
      { task: { status: 'PENDING', claim: null, claims: [{ outcome: 'RELEASED', note: 'half way' }] } },
    ]
  },
  heartbeat: async ({ bot, one }) => {
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      bot,
      { task: one.id, fence, leaseSeconds: 120, progress: 'half way' },
      'expiresAt isBlocked unreadCount claim { leaseSeconds endedAt retryAt endedBy { id } } task { status context(first: 1) { nodes { kind body } } }',
      {
        expiresAt: expect.any(String),
        isBlocked: false,
        unreadCount: 0,
        claim: { leaseSeconds: 120, endedAt: null, retryAt: null, endedBy: null },
        task: { status: 'IN_PROGRESS', context: { nodes: [{ kind: 'PROGRESS', body: 'half way' }] } },
      },
    ]
  },
  failTask: async ({ bot, one }) => {
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      bot,
      { task: one.id, fence, reason: 'no network' },
      'attempts needsPerson retryAt claim { outcome note endedBy { id } } task { status attempts }',
      {
        attempts: 1,
        needsPerson: false,
        retryAt: null,
        claim: { outcome: 'FAILED', note: 'no network', endedBy: null },
        task: { status: 'PENDING', attempts: 1 },
      },
    ]
  },
  takeOverTask: async ({ ann, bob, bot, one }) => {
    await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      ann,
      { task: one.id, reason: 'I do it myself', assign: bob.handle },
      'claim { outcome note endedBy { handle } } task { status assignee { handle } claim { id } }',
      {
        claim: { outcome: 'TAKEN_OVER', note: 'I do it myself', endedBy: { handle: ann.handle } },
        task: { status: 'PENDING', assignee: { handle: bob.handle }, claim: null },
      },
    ]
  },
}
