import { expect } from 'vitest'
import { member } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** What is said about tasks, and who hears of it. */
export const TALK_ACTS: Acts = {
  addContext: async ({ ann, bob, web, one }) => [
    bob,
    { task: one.id, body: `Hello @${ann.handle}`, kind: 'SYNC', priority: 'HIGH' },
    'entry { kind body priority author { id } task { id } project { id } mentions { id } }',
    {
      entry: {
        kind: 'SYNC',
        body: `Hello @${ann.handle}`,
        priority: 'HIGH',
        author: { id: bob.actorId },
        task: { id: one.id },
        project: { id: web.id },
        mentions: [{ id: ann.actorId }],
      },
    },
  ],
  askQuestion: async ({ bot, one }) => {
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      bot,
      { task: one.id, fence, body: 'Which name?', options: ['--strict', '--safe'] },
      'question { body options state answer asker { id } task { id } project { id } closedBy { id } } task { status hold { reason } assignee { id } }',
      {
        question: {
          body: 'Which name?',
          options: ['--strict', '--safe'],
          state: 'OPEN',
          answer: null,
          asker: { id: bot.actorId },
          task: { id: one.id },
          project: { id: one.projectId },
          closedBy: null,
        },
        task: { status: 'BLOCKED', hold: { reason: expect.stringContaining('Which name?') }, assignee: { id: bot.actorId } },
      },
    ]
  },
  answerQuestion: async ({ ann, bot, one }) => {
    const { question } = await act(bot, 'askQuestion', { task: one.id, body: 'Which?' }, 'question { id }')
    return [
      ann,
      { question: question.id, answer: 'This' },
      'question { state answer closedBy { id } closedAt } task { status hold { reason } }',
      {
        question: { state: 'ANSWERED', answer: 'This', closedBy: { id: ann.actorId }, closedAt: expect.any(String) },
        task: { status: 'PENDING', hold: null },
      },
    ]
  },
  declineQuestion: async ({ ann, bot, one }) => {
    const { question } = await act(bot, 'askQuestion', { task: one.id, body: 'Which?' }, 'question { id }')
    return [
      ann,
      { question: question.id, reason: 'You choose' },
      'question { state answer } task { questions { state } }',
      { question: { state: 'DECLINED', answer: 'You choose' }, task: { questions: [{ state: 'DECLINED' }] } },
    ]
  },
  watchTask: async ({ bob, one }) => [
    bob,
    { task: one.id, level: 'FOLLOWING' },
    'task { id viewerWatch }',
    { task: { id: one.id, viewerWatch: 'FOLLOWING' } },
  ],
  markNotifications: async ({ ann, web, one }) => {
    const eve = await member(ann, web)
    await act(ann, 'assignTask', { task: one.id, assignee: eve.handle }, 'task { id }')
    return [
      eve,
      { seqs: [1], state: 'READ' },
      'unreadCount notifications { seq state reason task { id } event { action } }',
      {
        unreadCount: 0,
        notifications: [{ seq: 1, state: 'READ', reason: 'ASSIGNED', task: { id: one.id }, event: { action: 'TASK_ASSIGNED' } }],
      },
    ]
  },
}
