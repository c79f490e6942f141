import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, lapse, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { claimNextTask } from '../claim/next.ts'
import { addContext } from '../context/add.ts'
import { addFileReference } from '../file/add.ts'
import { updateProject } from '../project/update.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { releaseTask } from '../task/release.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { findWorkPackage } from './package.ts'

let ann: Caller
let bot: Caller
let rival: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  bot = await agent(ann, { project: web })
  rival = await agent(ann, { project: web })
})

async function packageOf(who: Caller, { key }: { key: string }, budget?: number) {
  const found = await findWorkPackage(who, key, budget)
  if (!found) throw new Error('nothing found')
  return found
}
const bodies = (rows: readonly { body: string }[]) => rows.map(({ body }) => body)

describe('the work package', () => {
  it('has the task with its brief, criteria, and the brief of its project', async () => {
    await updateProject(ann, { project: web.id, brief: { why: 'To sell', what: 'A shop', done: 'It sells' } })
    const one = await task(ann, web, {
      ...{ title: 'Sign in', description: 'With a form', impactNotes: 'Sessions' },
      ...{ brief: { why: 'Users return', what: 'A form', done: 'One can sign in' }, criteria: ['It is fast', 'It is safe'] },
    })
    expect(await packageOf(bot, one)).toMatchObject({
      ...{ title: 'Sign in', description: 'With a form', impactNotes: 'Sessions' },
      brief: { why: 'Users return', what: 'A form', done: 'One can sign in' },
      projectBrief: { why: 'To sell', what: 'A shop', done: 'It sells' },
      criteria: [{ text: 'It is fast' }, { text: 'It is safe' }],
      ...{ blockers: [], discoveries: [], files: [], overlaps: [], context: [], notes: [], handoffs: [], claim: null, omitted: [] },
    })
  })

  it('tells what became of its blockers, and what was found out there', async () => {
    const [first, second] = [await task(ann, web, { title: 'First' }), await task(ann, web, { title: 'Second' })]
    const one = await task(ann, web, { dependsOn: [first.id, second.id] })
    const { fence } = await claimTask(rival, { task: first.id })
    await addContext(rival, { task: first.id, kind: 'DISCOVERY', body: 'The API is slow', fence })
    await addContext(rival, { task: first.id, kind: 'NOTE', body: 'my secret', fence })
    await addContext(rival, { task: first.id, body: 'an update' })
    await completeTask(rival, { task: first.id, fence, summary: 'Built on v2' })
    const found = await packageOf(bot, one)
    expect(found.blockers).toMatchObject([
      { key: second.key, title: 'Second', status: 'PENDING', completionSummary: '' },
      { key: first.key, title: 'First', status: 'COMPLETED', completionSummary: 'Built on v2' },
    ])
    expect(bodies(found.discoveries)).toEqual(['The API is slow'])
    expect(JSON.stringify(found)).not.toContain('my secret')
  })

  it('has what was written on it, newest first, and private notes for their author alone', async () => {
    const one = await task(ann, web)
    await addContext(rival, { task: one.id, kind: 'NOTE', body: 'rival thinks' })
    await addContext(ann, { task: one.id, body: 'older' })
    await addContext(bot, { task: one.id, kind: 'NOTE', body: 'bot thinks' })
    await addContext(ann, { task: one.id, kind: 'SYNC', body: 'newer' })
    const found = await packageOf(bot, one)
    expect(bodies(found.context)).toEqual(['newer', 'older'])
    expect(bodies(found.notes)).toEqual(['bot thinks'])
    expect(bodies((await packageOf(rival, one)).notes)).toEqual(['rival thinks'])
    for (const other of [ann, await person({ isAdmin: true })]) {
      const seen = await packageOf(other, one)
      expect(seen.notes).toEqual([])
      expect(JSON.stringify(seen)).not.toContain('thinks')
      expect(seen.omitted).toEqual([])
    }
  })

  it('has the files with whoever else touches them', async () => {
    const [one, other] = [await task(ann, web), await task(ann, web, { title: 'Other' })]
    await addFileReference(ann, { task: one.id, path: 'src/a.ts', lineStart: 1, lineEnd: 20, note: 'the form' })
    await addFileReference(ann, { task: one.id, path: 'src/b.ts' })
    await addFileReference(ann, { task: other.id, path: 'src/a.ts', lineStart: 10, lineEnd: 30 })
    await claimTask(rival, { task: other.id })
    const found = await packageOf(bot, one)
    expect(found.files).toMatchObject([{ path: 'src/a.ts', note: 'the form' }, { path: 'src/b.ts' }])
    expect(found.overlaps).toMatchObject([
      { other: { path: 'src/a.ts' }, lines: { start: 10, end: 20 }, task: { key: other.key, holderId: rival.actorId } },
    ])
  })

  it('hands over what earlier attempts left, and has the lease', async () => {
    const one = await task(ann, web)
    const { fence } = await claimTask(rival, { task: one.id })
    await releaseTask(rival, { task: one.id, fence, note: 'The tests are missing' })
    await claimTask(rival, { task: one.id })
    await lapse(one.id)
    const claimed = await claimNextTask(bot, { project: web.id })
    const found = await packageOf(bot, one)
    expect(found.handoffs).toMatchObject([
      { outcome: 'EXPIRED', note: '' },
      { outcome: 'RELEASED', note: 'The tests are missing' },
    ])
    expect(found.claim).toMatchObject({ holderId: bot.actorId, fence: 3 })
    expect(claimed).toMatchObject({ fence: 3 })
  })

  it('says what may come next, ready to send for the holder alone', async () => {
    const one = await task(ann, web, { criteria: ['It works'] })
    expect((await packageOf(bot, one)).nextCalls).toMatchObject([{ name: 'claimTask', input: { task: one.key } }])
    await claimTask(bot, { task: one.id })
    const { nextCalls, criteria } = await packageOf(bot, one)
    const held = { task: one.key, fence: 1 }
    expect(nextCalls).toMatchObject([
      { name: 'heartbeat', input: held },
      { name: 'addContext', input: { ...held, kind: 'DISCOVERY' } },
      { name: 'markCriterion', input: { ...held, criterion: criteria[0]?.id } },
      ...['completeTask', 'askQuestion', 'releaseTask', 'failTask'].map((name) => ({ name, input: held })),
    ])
    expect((await packageOf(rival, one)).nextCalls).toEqual([])
  })

  it('is not for those who do not see the task', async () => {
    const one = await task(ann, web)
    expect(await findWorkPackage(await agent(ann), one.key)).toBeNull()
    expect(await findWorkPackage(bot, 'NONE-1')).toBeNull()
  })
})

describe('the budget', () => {
  /** All text of a package. */
  const lengthOf = (found: Awaited<ReturnType<typeof packageOf>>) => {
    const { title, description, brief, impactNotes, projectBrief, criteria, blockers, discoveries, files, context, notes, handoffs } = found
    const texts = [title, description, impactNotes, ...Object.values(brief), ...Object.values(projectBrief)]
    texts.push(...bodies([...discoveries, ...context, ...notes]), ...handoffs.map(({ note }) => note))
    texts.push(...blockers.map((row) => row.completionSummary), ...criteria.map(({ text }) => text), ...files.map(({ path }) => path))
    return texts.join('').length
  }

  async function history(one: TaskRow, length: number) {
    for (let i = 1; i <= 6; i++) await addContext(ann, { task: one.id, body: `${i}${'.'.repeat(length)}` })
  }

  it('leaves out the oldest first and says how many, and how to read them', async () => {
    const one = await task(ann, web)
    await history(one, 300)
    const found = await packageOf(bot, one, 1_200)
    expect(found.context.map(({ body }) => body[0])).toEqual(['6', '5', '4'])
    expect(found.omitted).toEqual([
      ...(found.omitted[0]?.what.startsWith('characters') ? [found.omitted[0]] : []),
      { what: 'context entries', count: 3, hint: expect.stringContaining(one.key) },
    ])
    expect((await packageOf(bot, one, 10_000)).omitted).toEqual([])
  })

  it('is kept whatever there is, and every part of the task still gets some of it', async () => {
    const long = (word: string, length = 5_000) => `${word} ${'😀x'.repeat(length)}`.slice(0, length).toWellFormed()
    await updateProject(ann, { project: web.id, brief: { why: long('p'), what: long('q'), done: long('r') } })
    const blocker = await task(ann, web)
    await completeTask(ann, { task: blocker.id, summary: long('s', 4_998) })
    const one = await task(ann, web, {
      ...{ title: long('t', 500), description: long('d'), impactNotes: long('i'), dependsOn: [blocker.id] },
      ...{
        brief: { why: long('w'), what: long('x'), done: long('y') },
        criteria: Array.from({ length: 10 }, (_, i) => `${i}${'c'.repeat(400)}`),
      },
    })
    for (let i = 0; i < 30; i++) await addFileReference(ann, { task: one.id, path: `${i}/${'f'.repeat(200)}` })
    await history(one, 3_000)
    for (const budget of [500, 1_000, 6_000, 20_000]) {
      const found = await packageOf(bot, one, budget)
      expect(lengthOf(found)).toBeLessThanOrEqual(budget)
      expect(found.omitted.length).toBeGreaterThan(5)
      expect(JSON.stringify(found).isWellFormed()).toBe(true)
      if (budget < 6_000) continue
      expect(found.description[0]).toBe('d')
      expect(found.brief).toMatchObject({
        what: expect.stringMatching(/^x/),
        done: expect.stringMatching(/^y/),
        why: expect.stringMatching(/^w/),
      })
      expect(found.criteria.length).toBeGreaterThan(3)
      expect(found.context[0]?.body[0]).toBe('6')
    }
  })

  it('is refused outside its limits, by a claim before anything is claimed', async () => {
    const one = await task(ann, web)
    await expect(findWorkPackage(bot, one.key, 10)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(claimNextTask(bot, { project: web.id, budget: 1_000_000 })).rejects.toMatchObject({ issues: [{ field: 'budget' }] })
    expect((await packageOf(bot, one)).claim).toBeNull()
  })
})
