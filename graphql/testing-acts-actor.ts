import { expect } from 'vitest'
import { agent, project, task } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** What admins and owners do with agents and their tokens. */
export const ACTOR_ACTS: Acts = {
  createAgent: async ({ ann, web }) => [
    ann,
    { handle: 'robot', name: 'Robot', capabilities: ['css'], project: web.key },
    'agent { handle kind capabilities owner { id } viewerCanManage }',
    { agent: { handle: 'robot', kind: 'AGENT', capabilities: ['css'], owner: { id: ann.actorId }, viewerCanManage: true } },
  ],
  registerAgent: async ({ bot, web }) => [
    bot,
    { handle: bot.handle, agentType: 'coder', capabilities: ['ts'], project: web.key },
    'created agent { agentType capabilities wipLimit }',
    { created: false, agent: { agentType: 'coder', capabilities: ['ts'], wipLimit: null } },
  ],
  updateAgent: async ({ ann, bot }) => [
    ann,
    { agent: bot.handle, name: 'Bot', wipLimit: 3 },
    'agent { name wipLimit }',
    { agent: { name: 'Bot', wipLimit: 3 } },
  ],
  stopAgent: async ({ ann, bot, web, one }) => {
    await act(bot, 'claimTask', { task: one.id }, 'fence')
    return [
      ann,
      { agent: bot.handle, project: web.key, reason: 'wrong branch' },
      'agent { currentClaims { id } } tasks { id status assignee { id } }',
      { agent: { currentClaims: [] }, tasks: [{ id: one.id, status: 'PENDING', assignee: null }] },
    ]
  },
  retireAgent: async ({ ann }) => [
    ann,
    { agent: (await agent(ann)).actorId },
    'agent { retiredAt } releasedTasks { id }',
    { agent: { retiredAt: expect.any(String) }, releasedTasks: [] },
  ],
  createToken: async ({ ann, bot, web }) => [
    ann,
    { agent: bot.handle, name: 'laptop', scopes: ['WORK', 'READ'], projects: [web.key], expiresInDays: 7 },
    'secret token { name scopes hint projects { key } expiresAt revokedAt }',
    {
      secret: expect.stringMatching(/.{32}/),
      token: {
        name: 'laptop',
        scopes: ['READ', 'WORK'],
        hint: expect.any(String),
        projects: [{ key: web.key }],
        expiresAt: expect.any(String),
        revokedAt: null,
      },
    },
  ],
  revokeToken: async ({ ann, bot }) => {
    const { token } = await act(ann, 'createToken', { agent: bot.handle, name: 'old', scopes: ['READ'] }, 'token { id }')
    return [ann, { token: token.id }, 'token { revokedAt }', { token: { revokedAt: expect.any(String) } }]
  },
  coordinateProject: async ({ ann }) => {
    const own = await project(ann)
    const [bot, ready] = [await agent(ann, { project: own }), await task(ann, own)]
    await task(ann, own, { requiredCapabilities: ['cobol'] })
    return [
      ann,
      { project: own.key, includeOffline: true },
      'project { id } dryRun fingerprint summary assignments { task { id assignee { id } } agent { id } movedFrom { id } isCritical reason } left { kind reason } leftCount truncated',
      {
        ...{ project: { id: own.id }, dryRun: false, fingerprint: expect.any(String), leftCount: 1, truncated: false },
        summary: '1 task was assigned to 1 agent, 1 left.',
        assignments: [
          {
            ...{ task: { id: ready.id, assignee: { id: bot.actorId } }, agent: { id: bot.actorId }, movedFrom: null },
            ...{ isCritical: false, reason: `@${bot.handle} then has 1 task.` },
          },
        ],
        left: [{ kind: 'NO_CAPABLE_AGENT', reason: 'No agent has cobol.' }],
      },
    ]
  },
}
