import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { caller, member, person, project, task, team } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { act, ask, send } from './testing.ts'
import { statements } from './testing-statements.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let stranger: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
  stranger = await person()
  one = await task(ann, web, { title: 'First things', tags: ['UI'], criteria: ['works'], assignee: bob.handle })
})

describe('who is no member', () => {
  it('finds nothing by any way in, the same as what is missing', async () => {
    const { entry } = await act(bob, 'addContext', { task: one.id, body: 'words' }, 'entry { id }')
    const { file } = await act(ann, 'addFileReference', { task: one.id, path: 'a' }, 'file { id }')
    const other = await task(ann, web)
    const { dependency } = await act(ann, 'addDependency', { task: other.id, dependsOn: one.id }, 'dependency { id }')
    const held = await task(ann, web)
    const { claim } = await act(bot, 'claimTask', { task: held.id }, 'claim { id }')
    const ids = [one.id, web.id, entry.id, file.id, dependency.id, claim.id, `evt_${web.key}_1`]
    const nodes = (by: Caller) => ask(by, `{ ${ids.map((id, i) => `n${i}: node(id: "${id}") { id __typename }`).join(' ')} }`)
    expect(Object.values(await nodes(bob))).toEqual(
      ids.map((id, i) => ({ id, __typename: ['Task', 'Project', 'ContextEntry', 'FileReference', 'Dependency', 'Claim', 'Event'][i] })),
    )
    expect(Object.values(await nodes(stranger))).toEqual(ids.map(() => null))
    const document = `query ($project: ID!, $task: ID!) {
      project(ref: $project) { id } task(ref: $task) { __typename } taskGraph(input: { project: $project }) { truncated }
      tasks(project: $project) { nodes { id } totalCount } search(text: "First") { snippet } projects { id }
      actor(ref: "${bot.handle}") { openTaskCount currentClaims { id } tokens { id } viewerCanManage } workspaceEvents { nodes { id } }
    }`
    expect(await ask(stranger, document, { project: web.key, task: one.key })).toEqual({
      project: null,
      task: null,
      taskGraph: null,
      tasks: { nodes: [], totalCount: 0 },
      search: [],
      projects: [],
      actor: { openTaskCount: 0, currentClaims: [], tokens: [], viewerCanManage: false },
      workspaceEvents: null,
    })
  })

  it('keeps a notification from before, without what it is about', async () => {
    const eve = await member(ann, web)
    await act(ann, 'assignTask', { task: (await task(ann, web)).id, assignee: eve.handle }, 'task { id }')
    await act(ann, 'removeMember', { project: web.id, actor: eve.handle }, 'project { id }')
    const { inbox } = await ask(eve, '{ inbox { nodes { reason task { id } project { id } event { id } } } }')
    expect(inbox.nodes).toEqual([{ reason: 'ASSIGNED', task: null, project: null, event: null }])
  })

  it('leaves a project and is told so without an error', async () => {
    const eve = await member(ann, web, 'OWNER')
    const left = await act(eve, 'removeMember', { project: web.id, actor: eve.handle }, 'project { id } releasedTasks { id }')
    expect(left).toMatchObject({ __typename: 'RemoveMemberSuccess', project: null, releasedTasks: [] })
  })
})

it("a notification's id is good for its recipient alone", async () => {
  const { inbox } = await ask(bob, '{ inbox { nodes { id } } }')
  const document = `{ node(id: "${inbox.nodes[0].id}") { ... on Notification { reason } } }`
  expect(await ask(bob, document)).toEqual({ node: { reason: 'ASSIGNED' } })
  expect(await ask(ann, document)).toEqual({ node: null })
})

it('the origin of an event is for owners alone', async () => {
  const document = `{ project(ref: "${web.key}") { events { nodes { address userAgent requestId } } } }`
  expect((await ask(ann, document)).project.events.nodes[0]).toEqual({
    address: '127.0.0.1',
    userAgent: 'tests',
    requestId: expect.any(String),
  })
  expect((await ask(bob, document)).project.events.nodes[0]).toEqual({ address: null, userAgent: null, requestId: null })
})

it('a token is shown to whoever manages its agent', async () => {
  await act(ann, 'createToken', { agent: bot.handle, name: 'ci', scopes: ['READ'] }, 'token { id }')
  const document = `{ actor(ref: "${bot.handle}") { tokens { name scopes } } }`
  expect(await ask(ann, document)).toEqual({ actor: { tokens: [{ name: 'ci', scopes: ['READ'] }] } })
  expect(await ask(bob, document)).toEqual({ actor: { tokens: [] } })
})

describe('a token without READ', () => {
  it('reads nothing, and still sees what its acts have changed', async () => {
    const worker = caller(bot, { scopes: ['WORK'] })
    const { data, errors } = await send(worker, '{ me { id } }')
    expect(data).toBeUndefined()
    expect(errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN', hint: expect.stringContaining('READ') }) }),
    ])
    const { id } = await task(ann, web)
    expect(await act(worker, 'claimTask', { task: id }, 'task { title }')).toMatchObject({ task: { title: 'A task' } })
  })
})

interface TaskPage {
  totalCount: number
  nodes: { title: string }[]
  edges: { cursor: string; node: { title: string } }[]
  pageInfo: { endCursor: string | null }
}

it('lists page by cursors, in order, without gaps, and count when asked', async () => {
  const own = await project(ann)
  await act(ann, 'createPlan', { project: own.id, tasks: Array.from({ length: 7 }, (_, i) => ({ title: `T${i}` })) }, 'taskCount')
  const document = `query ($after: String) { project(ref: "${own.key}") { tasks(first: 3, after: $after, orderBy: KEY) {
    totalCount nodes { title } edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`
  const titles: string[] = []
  let after: string | null = null
  for (let page = 0; page < 3; page++) {
    const answer: { project: { tasks: TaskPage } } = await ask(ann, document, { after })
    const { tasks } = answer.project
    expect(tasks.totalCount).toBe(7)
    expect(tasks.edges.map(({ node }) => node)).toEqual(tasks.nodes)
    expect(tasks.pageInfo).toMatchObject({ hasNextPage: page < 2, hasPreviousPage: page > 0, endCursor: tasks.edges.at(-1)?.cursor })
    titles.push(...tasks.nodes.map(({ title }) => title))
    after = tasks.pageInfo.endCursor
  }
  expect(titles).toEqual(['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6'])
})

it('what is asked of a list outside its limits is named', async () => {
  for (const args of ['first: 0', 'first: 101', 'after: "nonsense"']) {
    const { errors } = await send(ann, `{ tasks(${args}) { nodes { id } } }`)
    expect(errors?.[0]).toMatchObject({ path: ['tasks'], extensions: { code: 'INVALID_INPUT', hint: expect.any(String) } })
  }
})

it('the number of SQL statements does not depend on the size of the page', async () => {
  const own = await project(ann)
  const tasks = Array.from({ length: 40 }, (_, i) => ({
    title: `T${i}`,
    tags: [`t${i}`],
    criteria: ['c'],
    assignee: ann.handle,
    ...(i ? { dependsOn: [`#${i}`], parent: '#1' } : {}),
  }))
  await act(ann, 'createPlan', { project: own.id, tasks }, 'taskCount')
  const document = `query ($first: Int!) { project(ref: "${own.key}") { tasks(first: $first, orderBy: KEY) { nodes {
    key tags requiredCapabilities criteria { text } assignee { handle capabilities openTaskCount owner { id } } createdBy { handle }
    project { key viewerRole members { actor { handle } } } claim { id holder { handle } } claims { id }
    blockers { isOpen dependsOn { key status } } dependents { task { key } } parent { key } children { key } links { id } files { path } viewerCan
  } } } }`
  const one = await statements(() => ask(ann, document, { first: 1 }))
  expect(one).toBeGreaterThan(10)
  expect(await statements(() => ask(ann, document, { first: 40 }))).toBeLessThanOrEqual(one)
})

describe('tasks by their refs', () => {
  it('come in the order given, in as many statements for many as for one, and null where one is missing or hidden', async () => {
    const made = [one, await task(ann, web), await task(ann, web)]
    const away = await task(stranger, await project(stranger))
    const refs = [made[2]?.key.toLowerCase(), one.id, 'NONE-1', away.key, made[1]?.id.toUpperCase(), one.id]
    const document = 'query ($refs: [ID!]!) { tasksByRef(refs: $refs) { id tags assignee { handle } } }'
    const { tasksByRef: found } = await ask(bob, document, { refs })
    expect(found.map((row: TaskRow | null) => row?.id ?? null)).toEqual([made[2]?.id, one.id, null, null, made[1]?.id, one.id])
    const count = (some: unknown[]) => statements(() => ask(bob, document, { refs: some }))
    const [few, many] = [await count(refs.slice(1, 2)), await count(refs)]
    expect([few > 2, many <= few]).toEqual([true, true])
    const tooMany = Array.from({ length: 501 }, (_, n) => `WEB-${n}`)
    const { errors } = await send(bob, document, { refs: tooMany })
    expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT')
    expect((await ask(stranger, document, { refs: [one.id] })).tasksByRef).toEqual([null])
  })
})
