import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, member, person, project, task } from '#lib/testing/builders.ts'
import { person as account } from '#lib/testing/people.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { schema } from './schema.ts'
import { PLUGIN_ACTS } from './testing-acts-plugin.ts'
import { WEBHOOK_ACTS } from './testing-acts-webhook.ts'
import { act } from './testing.ts'
import { IMPORT_ACTS } from './testing-acts-import.ts'
import { TEMPLATE_ACTS } from './testing-acts-template.ts'

/** Who and what the acts below find: an OWNER and admin, a MEMBER, their project, and in it a fresh agent of hers and a fresh ready task. */
export interface Stage {
  ann: Caller
  bob: Caller
  bot: Caller
  web: ProjectRow
  one: TaskRow
}

/** Each act gets its own `one` and `bot`; call `fresh` before it. */
export async function openStage() {
  const ann = await person({ isAdmin: true })
  const web = await project(ann)
  const bob = await member(ann, web)
  return {
    fresh: async (): Promise<Stage> => ({ ann, bob, bot: await agent(ann, { project: web }), web, one: await task(ann, web) }),
  }
}

/** Every mutation of the schema; the tests that go through them fail when ACTS has no entry for one. */
export const mutationNames = () => Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()

export type Prepared = [by: Caller, input: Record<string, unknown>, select: string, expected: object]

/** Every mutation with an input that succeeds, what to select, and what is expected of it. */
export const ACTS: Record<string, (stage: Stage) => Promise<Prepared>> = {
  ...PLUGIN_ACTS,
  ...WEBHOOK_ACTS,
  createProject: async ({ ann }) => [
    ann,
    { key: 'NEW', name: 'New', brief: { why: 'because' } },
    'project { key brief { why what } }',
    { project: { key: 'NEW', brief: { why: 'because', what: '' } } },
  ],
  updateProject: async ({ ann, web }) => [
    ann,
    { project: web.key, name: 'Web', editing: 'OPEN' },
    'project { name editing }',
    { project: { name: 'Web', editing: 'OPEN' } },
  ],
  setMember: async ({ ann, web }) => {
    const { handle } = await member(ann, web)
    const input = { project: web.id, actor: handle, role: 'VIEWER' }
    return [ann, input, 'member { role actor { handle } }', { member: { role: 'VIEWER', actor: { handle } } }]
  },
  removeMember: async ({ ann, web }) => {
    const eve = await member(ann, web)
    const { id } = await task(ann, web, { assignee: eve.handle })
    return [
      ann,
      { project: web.id, actor: eve.actorId },
      'project { id } releasedTasks { id assignee { id } }',
      { project: { id: web.id }, releasedTasks: [{ id, assignee: null }] },
    ]
  },
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
  invitePerson: async ({ ann }) => [
    ann,
    { email: 'eve@example.org', handle: 'eve', name: 'Eve' },
    'url becomes { id } invitation { email state createdBy { id } usedAt }',
    {
      url: expect.stringContaining('/invite/'),
      becomes: null,
      invitation: { email: 'eve@example.org', state: 'OPEN', createdBy: { id: ann.actorId }, usedAt: null },
    },
  ],
  revokeInvitation: async ({ ann }) => {
    const input = { email: 'ida@example.org', handle: 'ida', name: 'Ida' }
    const { invitation } = await act(ann, 'invitePerson', input, 'invitation { id }')
    return [ann, { invitation: invitation.id }, 'invitation { handle state }', { invitation: { handle: 'ida', state: 'REVOKED' } }]
  },
  setAdmin: async ({ ann }) => {
    const { actorId: id } = await person()
    return [ann, { person: id, isAdmin: true }, 'person { actor { id isAdmin } }', { person: { actor: { id, isAdmin: true } } }]
  },
  deactivatePerson: async ({ ann, web }) => {
    const eve = await member(ann, web)
    const { id } = await task(ann, web, { assignee: eve.handle })
    return [
      ann,
      { person: eve.handle },
      'person { actor { retiredAt } sessions projectCount } releasedTasks { id }',
      { person: { actor: { retiredAt: expect.any(String) }, sessions: 0, projectCount: 1 }, releasedTasks: [{ id }] },
    ]
  },
  reactivatePerson: async ({ ann }) => {
    const { handle } = await person()
    await act(ann, 'deactivatePerson', { person: handle }, 'person { email }')
    return [ann, { person: handle }, 'person { email actor { retiredAt } }', { person: { email: null, actor: { retiredAt: null } } }]
  },
  resetPassword: async ({ ann }) => {
    const handle = `max-${randomUUID().slice(0, 8)}`
    await account(handle)
    return [
      ann,
      { person: handle },
      'url expiresAt person { email }',
      { url: expect.stringContaining('/invite/'), expiresAt: expect.any(String), person: { email: `${handle}@example.org` } },
    ]
  },
  renameTag: async ({ ann, web }) => {
    const tag = `tag-${randomUUID().slice(0, 8)}`
    await task(ann, web, { tags: [tag] })
    return [ann, { project: web.key, tag, to: `${tag}-2` }, 'tasks project { id }', { tasks: 1, project: { id: web.id } }]
  },
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
  updateTask: async ({ ann, one }) => [
    ann,
    { task: one.key, title: 'New title', estimatedHours: 2.5, expectedVersion: 1 },
    'task { title estimatedHours version }',
    { task: { title: 'New title', estimatedHours: 2.5, version: 2 } },
  ],
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
  saveView: async ({ bob, web }) => [
    bob,
    { project: web.key, page: 'TASKS', name: ' Late work ', query: '?status=blocked&order=deadline', isShared: true },
    'view { name page query isShared viewerCanChange owner { id } project { key } }',
    {
      view: {
        ...{ name: 'Late work', page: 'TASKS', query: 'status=blocked&order=deadline', isShared: true, viewerCanChange: true },
        ...{ owner: { id: bob.actorId }, project: { key: web.key } },
      },
    },
  ],
  updateView: async ({ ann, bob, web }) => {
    const { view } = await act(bob, 'saveView', { project: web.id, page: 'GRAPH', name: 'Ours', query: '', isShared: true }, 'view { id }')
    return [ann, { view: view.id, name: 'All' }, 'view { name isShared }', { view: { name: 'All', isShared: true } }]
  },
  deleteView: async ({ bob, web }) => {
    const { view } = await act(bob, 'saveView', { project: web.id, page: 'BOARD', name: 'Mine', query: 'q=x' }, 'view { id }')
    return [bob, { view: view.id }, 'deletedId project { key }', { deletedId: view.id, project: { key: web.key } }]
  },
  watchTask: async ({ bob, one }) => [
    bob,
    { task: one.id, level: 'FOLLOWING' },
    'task { id viewerWatch }',
    { task: { id: one.id, viewerWatch: 'FOLLOWING' } },
  ],
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
  updateMe: async ({ bob }) => [bob, { name: 'Bob Baker' }, 'me { id name }', { me: { id: bob.actorId, name: 'Bob Baker' } }],
  updatePreference: async ({ bob }) => [
    bob,
    { shortcuts: false, mutedReasons: ['UPDATE', 'FOLLOWED'] },
    'preference { shortcuts mutedReasons mutableReasons homeSeenAt }',
    {
      preference: {
        shortcuts: false,
        mutedReasons: ['UPDATE', 'FOLLOWED'],
        mutableReasons: expect.not.arrayContaining(['QUESTION']),
        homeSeenAt: null,
      },
    },
  ],
  markHomeSeen: async ({ ann }) => [
    ann,
    { at: '2026-01-31T12:00:00.000Z' },
    'preference { homeSeenAt }',
    { preference: { homeSeenAt: '2026-01-31T12:00:00.000Z' } },
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
  ...TEMPLATE_ACTS,
  ...IMPORT_ACTS,
}
