import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, inbox, member, person, project, task, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { retireAgent } from '../actor/retire-agent.ts'
import { removeMember } from '../project/remove-member.ts'
import { setMember } from '../project/set-member.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { addContext } from './add.ts'
import { namesIn } from './mentions.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})
beforeEach(async () => void (one = await task(ann, web)))

const named = async (entry: string) => (await db().mention.findMany({ where: { entryId: entry } })).map((row) => row.actorId).sort()

describe('the names in a text', () => {
  it.each([
    ['@bob', ['bob']],
    ['Hello @Bob, and @eve.x!', ['bob', 'eve.x']],
    ['ask @bob.', ['bob.', 'bob']],
    ['(@bob) "@eve" @bob', ['bob', 'eve']],
    ['mail bob@example.org or @@bob, path/@types/node', []],
    ['`@bob` and ``a ` @eve`` but @ivy', ['ivy']],
    ['```\n@bob\n``` \n@eve', ['eve']],
    ['~~~ts\n@bob\n```\n@eve\n~~~\n@ivy', ['ivy']],
    ['```ts\n@bob is never closed', []],
    ['one ` tick and @bob', ['bob']],
    [`@${'a'.repeat(51)} @${'b'.repeat(50)}`, ['b'.repeat(50)]],
    ['@a is too short', []],
  ])('%j', (body, names) => expect(namesIn(body).flat()).toEqual(names))

  it('are found in a long text of ticks in no time', () => {
    const started = performance.now()
    expect(namesIn(`${'` `` ``` '.repeat(2_500)} @bob`)).toEqual([['bob']])
    expect(namesIn(`${'@'.repeat(20_000)}bob`)).toEqual([])
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('whoever is named', () => {
  it('is told once an entry, as MENTION rather than UPDATE, whatever the spelling', async () => {
    const held = await task(ann, web, { assignee: bob.handle })
    const { entry } = await addContext(ann, { task: held.id, body: `@${bob.handle} and again @${bob.handle.toUpperCase()}.` })
    expect(await toldOf(bob, held.id)).toEqual(['ASSIGNED', 'MENTION'])
    expect(await named(entry)).toEqual([bob.actorId])
  })

  it('is nobody who is no member, is retired, or stands in code; the author is named but not told', async () => {
    const stranger = await person()
    const [left, old] = [await member(ann, web), await agent(ann, { project: web })]
    await removeMember(ann, { project: web.id, actor: left.handle })
    await retireAgent(ann, { agent: old.handle })
    const body = `@${stranger.handle} @${left.handle} @${old.handle} \`@${bob.handle}\` @${ann.handle}`
    const { entry } = await addContext(ann, { task: one.id, body })
    expect(await named(entry)).toEqual([ann.actorId])
    for (const who of [stranger, left, old, bob, ann]) expect(await toldOf(who, one.id)).toEqual([])
  })

  it('may be an agent or a VIEWER', async () => {
    const bot = await agent(ann, { project: web })
    const reader = await member(ann, web, 'VIEWER')
    await addContext(ann, { task: one.id, kind: 'SYNC', body: `@${bot.handle} @${reader.handle}` })
    for (const who of [bot, reader]) expect(await toldOf(who, one.id)).toEqual(['MENTION'])
  })

  it('is one of at most 50', async () => {
    const crowd = await project(ann)
    const people = await Promise.all(Array.from({ length: 51 }, () => person()))
    for (const { actorId } of people) await setMember(ann, { project: crowd.id, actor: actorId, role: 'VIEWER' })
    const body = people.map(({ handle }) => `@${handle}`).join(' ')
    await expect(addContext(ann, { project: crowd.id, body })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field: 'body', message: expect.stringContaining('51') }],
    })
    const { entry } = await addContext(ann, { project: crowd.id, body: body.slice(0, body.lastIndexOf(' ')) })
    expect(await named(entry)).toHaveLength(50)
  })
})

it('an entry on a project with a priority reaches those whom it names, each in the own inbox', async () => {
  const bot = await agent(ann, { project: web })
  const other = await member(ann, web)
  const { entry } = await addContext(bob, { project: web.id, kind: 'SYNC', priority: 2, body: `@${bot.handle} the schema is frozen` })
  expect(await db().contextEntry.findUniqueOrThrow({ where: { id: entry } })).toMatchObject({
    taskId: null,
    priority: 2,
    authorId: bob.actorId,
  })
  expect((await inbox(bot)).map(({ reason, taskId, projectId }) => ({ reason, taskId, projectId }))).toEqual([
    { reason: 'MENTION', taskId: null, projectId: web.id },
  ])
  expect(await inbox(other)).toEqual([])
})
