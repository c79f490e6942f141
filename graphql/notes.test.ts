import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { inboxStream, projectStream, taskStream } from '#lib/domain/event/stream.ts'
import { agent, inbox, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { act, ask } from './testing.ts'

// Each path on which somebody could meet another's private note, tried by everybody who is not its author.
let author: Caller
let web: ProjectRow
let one: TaskRow
let onTask: string
let onProject: string
let strangers: Record<string, Caller>
beforeAll(async () => {
  await testDatabase()
  const owner = await person()
  web = await project(owner)
  author = await agent(owner, { project: web })
  strangers = {
    OWNER: owner,
    admin: await person({ isAdmin: true }),
    MEMBER: await member(owner, web),
    agent: await agent(owner, { project: web }),
    outsider: await person(),
  }
})
beforeEach(async () => {
  const { OWNER } = strangers
  if (!OWNER) throw new Error('nobody owns it')
  one = await task(OWNER, web, { assignee: OWNER.handle })
  onTask = (await note({ task: one.id, body: SECRET })).entry.id
  onProject = (await note({ project: web.id, body: SECRET })).entry.id
})

const SECRET = 'Zanzibar lies beyond'
const note = (input: Record<string, unknown>, by = author) =>
  act(by, 'addContext', { kind: 'NOTE', ...input }, 'entry { id kind mentions { id } }')
const others = () => Object.entries(strangers)

const RELATIONS = `query ($task: ID!, $project: ID!) {
  task(ref: $task) { ... on Task { context { nodes { id body } } notes: context(kinds: [NOTE]) { nodes { id body } edges { node { body } } } } }
  project(ref: $project) { context { nodes { id body } } notes: context(kinds: [NOTE]) { nodes { id body } } }
}`

describe('a private note is seen by its author alone', () => {
  it('on its task and its project, in every list', async () => {
    const { task: own, project: ownProject } = await ask(author, RELATIONS, { task: one.id, project: web.id })
    expect(own.context.nodes).toEqual([{ id: onTask, body: SECRET }])
    expect(ownProject.notes.nodes[0]).toEqual({ id: onProject, body: SECRET })
    for (const [who, stranger] of others())
      expect({ who, seen: JSON.stringify(await ask(stranger, RELATIONS, { task: one.id, project: web.id })) }).toEqual({
        who,
        seen: expect.not.stringMatching(/Zanzibar|ctx_/),
      })
  })

  it('by its id', async () => {
    const document = `query ($a: ID!, $b: ID!) { a: node(id: $a) { ... on ContextEntry { body } } b: node(id: $b) { ... on ContextEntry { body } } }`
    const ids = { a: onTask, b: onProject }
    expect(await ask(author, document, ids)).toEqual({ a: { body: SECRET }, b: { body: SECRET } })
    for (const [who, stranger] of others()) expect({ who, ...(await ask(stranger, document, ids)) }).toEqual({ who, a: null, b: null })
  })

  it('and found by nobody, not even its author, by searching', async () => {
    for (const by of [author, ...Object.values(strangers)])
      expect((await ask(by, '{ search(text: "Zanzibar") { task { id } snippet } }')).search).toEqual([])
  })

  it('in a work package', async () => {
    const document = 'query ($task: ID!) { workPackage(task: $task) { notes { id body } discoveries { body } } }'
    expect((await ask(author, document, { task: one.id })).workPackage.notes).toEqual([{ id: onTask, body: SECRET }])
    for (const [who, stranger] of others())
      expect({ who, seen: JSON.stringify(await ask(stranger, document, { task: one.id })) }).toEqual({
        who,
        seen: expect.not.stringContaining(SECRET),
      })
  })

  it('and leaves no event: the stream, its audit log and the numbers do not move', async () => {
    const before = await db().project.findUniqueOrThrow({ where: { id: web.id } })
    await note({ task: one.id, body: 'again' })
    await note({ project: web.id, body: 'again' })
    expect(await db().project.findUniqueOrThrow({ where: { id: web.id } })).toEqual(before)
    const document = `query ($project: ID!) { project(ref: $project) { events(filter: { actions: [CONTEXT_ADDED] }) { nodes { id } } } }`
    for (const by of [author, ...Object.values(strangers).slice(0, 2)])
      expect((await ask(by, document, { project: web.id })).project.events.nodes).toEqual([])
    expect(await db().event.count({ where: { subjectId: { in: [onTask, onProject] } } })).toBe(0)
  })

  it('and told to nobody, whoever follows the task or is named in it', async () => {
    const { OWNER, admin, MEMBER } = strangers
    if (!OWNER || !admin || !MEMBER) throw new Error('nobody is there')
    for (const by of [OWNER, admin, MEMBER]) await act(by, 'watchTask', { task: one.id, level: 'FOLLOWING' }, 'task { id }')
    const before = await db().notification.count()
    const { entry } = await note({ task: one.id, body: `@${OWNER.handle} @${MEMBER.handle} ${SECRET}` })
    expect(entry.mentions).toEqual([])
    expect(await db().mention.count({ where: { entryId: entry.id } })).toBe(0)
    expect(await db().notification.count()).toBe(before)
    expect((await inbox(MEMBER)).filter(({ taskId }) => taskId === one.id)).toEqual([])
  })

  it('by no subscription: what comes next is what came after it', async () => {
    const { OWNER, admin } = strangers
    if (!OWNER || !admin) throw new Error('nobody is there')
    await act(admin, 'watchTask', { task: one.id, level: 'FOLLOWING' }, 'task { id }')
    const { seq } = await db().project.findUniqueOrThrow({ where: { id: web.id } })
    const streams = [projectStream(OWNER, web.key, seq), taskStream(admin, one.id, seq), projectStream(author, web.key, seq)]
    const told = inboxStream(admin)
    const waiting = [...streams.map((stream) => stream.next()), told.next()]
    await note({ task: one.id, body: SECRET })
    const { entry } = await act(author, 'addContext', { task: one.id, body: 'for all' }, 'entry { id }')
    const seen = await Promise.all(waiting)
    for (const { value } of seen.slice(0, 3)) expect(value).toMatchObject({ action: 'CONTEXT_ADDED', seq: seq + 1, subjectId: entry.id })
    expect(seen[3]?.value).toMatchObject({ reason: 'UPDATE', eventSeq: seq + 1 })
    for (const stream of [...streams, told]) await stream.return?.()
  })

  it('under an idempotency key of its author alone', async () => {
    const input = { task: one.id, kind: 'NOTE', body: SECRET, idempotencyKey: 'mine' }
    const first = await act(author, 'addContext', input, 'entry { id }')
    expect(await act(author, 'addContext', input, 'entry { id }')).toEqual({ ...first, replayed: true })
    const { MEMBER } = strangers
    if (!MEMBER) throw new Error('nobody is there')
    const own = await act(MEMBER, 'addContext', input, 'entry { id }')
    expect(own.replayed).toBe(false)
    expect(own.entry.id).not.toBe(first.entry.id)
  })

  it('and has no priority, because it reaches nobody', async () => {
    expect(await note({ task: one.id, body: 'x', priority: 'HIGH' })).toMatchObject({ __typename: 'InvalidInputError' })
  })
})
