import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { act, ask } from './testing.ts'

let database: TestDatabase
let ann: Caller
let pax: Caller
let web: ProjectRow
let first: TaskRow
let second: TaskRow
beforeAll(async () => void (database = await testDatabase()))
beforeEach(async () => {
  await database.reset()
  ann = await person({ handle: 'ann' })
  web = await project(ann, { key: 'WEB' })
  pax = await agent(ann, { handle: 'pax', project: web })
  first = await task(ann, web, { title: 'First', estimatedHours: 3 })
  second = await task(ann, web, { title: 'Second', estimatedHours: 5, dependsOn: [first.id] })
  await task(ann, web, { title: 'Beside', estimatedHours: 1 })
})

it('criticalPath answers the chain in order, its bottleneck and what can slip', async () => {
  const { criticalPath } = await ask(
    ann,
    `{ criticalPath(project: "WEB", slackOf: ["WEB-1", "WEB-3"]) {
      hours length summary openTasks usualHours tasks(first: 1) { key } bottleneck { task { key } savesHours waiting }
      leastSlack { task { key } hours } slack { task { key } hours } } }`,
  )
  expect(criticalPath).toEqual({
    ...{ hours: 8, length: 2, summary: '2 tasks, about 8 h', openTasks: 3, usualHours: 3, tasks: [{ key: 'WEB-1' }] },
    bottleneck: { task: { key: 'WEB-2' }, savesHours: 5, waiting: 0 },
    leastSlack: [{ task: { key: 'WEB-3' }, hours: 7 }],
    slack: [
      { task: { key: 'WEB-1' }, hours: 0 },
      { task: { key: 'WEB-3' }, hours: 7 },
    ],
  })
  expect(await ask(ann, '{ criticalPath(project: "WEB", task: "WEB-1") { hours tasks { key } } }')).toEqual({
    criticalPath: { hours: 3, tasks: [{ key: 'WEB-1' }] },
  })
  expect(await ask(await person(), '{ criticalPath(project: "WEB") { hours } }')).toEqual({ criticalPath: null })
})

it('explainTask answers reasons, blockers and causes with who and what to do', async () => {
  await act(pax, 'claimTask', { task: first.id }, 'fence')
  const fields = 'standing task { key } actor { handle } until gates advice'
  const { explainTask } = await ask(
    ann,
    `{ explainTask(task: "${second.key}") { isReady task { key } reasons { kind advice actor { id } mayEnd { id } capabilities }
      blockers { ${fields} } causes { ${fields} } causeCount upstream truncated text } }`,
  )
  const blocker = {
    ...{ standing: 'IN_PROGRESS', task: { key: 'WEB-1' }, actor: { handle: 'pax' }, until: expect.any(String), gates: 1 },
    advice: 'wait for @pax, or let an owner take it over',
  }
  expect(explainTask).toEqual({
    ...{ isReady: false, task: { key: 'WEB-2' }, causeCount: 1, upstream: 1, truncated: false },
    reasons: [{ kind: 'OPEN_BLOCKERS', advice: 'finish those, or remove the dependency', actor: null, mayEnd: [], capabilities: [] }],
    ...{ blockers: [blocker], causes: [blocker], text: expect.stringContaining('WEB-2 is not ready: it waits for 1 open task.') },
  })
  expect(await ask(await person(), `{ explainTask(task: "${second.key}") { text } }`)).toEqual({ explainTask: null })
})

it('explainProject answers how the open tasks divide and what holds them up', async () => {
  await act(ann, 'holdTask', { task: first.id, reason: 'Later' }, 'task { id }')
  const { explainProject } = await ask(
    ann,
    `{ explainProject(project: "WEB") { project { key } ready reasons { kind count text } gates { standing { task { key } standing } gatesDirectly gatesAll }
      waiting { task { key } standing } lacking { capabilities count } agentsHere { handle } agentsAway { handle } nextLease { expiresAt } text } }`,
  )
  expect(explainProject).toEqual({
    ...{ project: { key: 'WEB' }, ready: 1, lacking: [], agentsHere: [], agentsAway: [{ handle: 'pax' }], nextLease: null },
    reasons: [
      { kind: 'READY', count: 1, text: '1 task is ready' },
      { kind: 'OPEN_BLOCKERS', count: 1, text: '1 task waits for others' },
      { kind: 'ON_HOLD', count: 1, text: '1 task is on hold' },
    ],
    gates: [{ standing: { task: { key: 'WEB-1' }, standing: 'ON_HOLD' }, gatesDirectly: 1, gatesAll: 1 }],
    waiting: [{ task: { key: 'WEB-1' }, standing: 'ON_HOLD' }],
    text: expect.stringContaining('1 task is ready, 1 task waits for others, 1 task is on hold.'),
  })
  expect(await ask(await person(), '{ explainProject(project: "WEB") { text } }')).toEqual({ explainProject: null })
})

it('coordinateProject refuses a proposal that is not what would be done', async () => {
  const input = { project: 'WEB', includeOffline: true }
  const { fingerprint } = await act(ann, 'coordinateProject', { ...input, dryRun: true }, 'fingerprint')
  await task(ann, web, { title: 'Another' })
  const { fingerprint: now } = await act(ann, 'coordinateProject', { ...input, dryRun: true }, 'fingerprint')
  const refusal = await act(
    ann,
    'coordinateProject',
    { ...input, fingerprint },
    'summary',
    '... on ProposalChangedError { projectKey fingerprint }',
  )
  expect(refusal).toMatchObject({ __typename: 'ProposalChangedError', code: 'PROPOSAL_CHANGED', projectKey: 'WEB', fingerprint: now })
  expect(await act(ann, 'coordinateProject', { ...input, fingerprint: now }, 'summary')).toMatchObject({
    summary: '3 tasks were assigned to 1 agent.',
  })
})
