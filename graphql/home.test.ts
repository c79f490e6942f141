import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { task, team } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask } from './testing.ts'
import { statements } from './testing-statements.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => void (await testDatabase()))
beforeEach(async () => {
  ;({ ann, bob, bot, web } = await team())
})

const keysOf = async (by: Caller, filter: string) =>
  (await ask(by, `{ tasks(filter: { ${filter} }, orderBy: KEY) { nodes { key } totalCount } }`)).tasks.nodes.map(
    ({ key }: { key: string }) => key,
  )

it('my tasks are those assigned to me, and nobody sees them as theirs', async () => {
  const mine = await task(ann, web, { assignee: bob.handle })
  const free = await task(ann, web)
  expect(await keysOf(bob, 'mine: true')).toEqual([mine.key])
  expect(await keysOf(bob, 'mine: false')).toEqual([free.key])
  expect(await keysOf(ann, 'mine: true')).toEqual([])
})

it('tasks on hold are listed, and the others without them', async () => {
  const [held, free] = [await task(ann, web), await task(ann, web)]
  await act(ann, 'holdTask', { task: held.id, reason: 'wait' }, 'task { id }')
  expect(await keysOf(ann, 'onHold: true')).toEqual([held.key])
  expect(await keysOf(ann, 'onHold: false')).toEqual([free.key])
})

it('what finished is unseen until it is marked as seen, by each for themselves, and the mark can be taken back', async () => {
  const one = await task(ann, web)
  await act(ann, 'completeTask', { task: one.id }, 'task { id }')
  expect(await keysOf(bob, 'unseen: true')).toEqual([one.key])
  await act(bob, 'markHomeSeen', {}, 'preference { homeSeenAt }')
  expect(await keysOf(bob, 'unseen: true')).toEqual([])
  expect(await keysOf(ann, 'unseen: true')).toEqual([one.key])
  const two = await task(ann, web)
  await act(ann, 'completeTask', { task: two.id }, 'task { id }')
  expect(await keysOf(bob, 'unseen: true')).toEqual([two.key])
  await act(bob, 'markHomeSeen', { at: null }, 'preference { homeSeenAt }')
  expect(await keysOf(bob, 'unseen: true')).toEqual([one.key, two.key])
})

const HOME = `{
  preference { homeSeenAt }
  doing: tasks(filter: { mine: true, status: [IN_PROGRESS] }) { totalCount nodes { key project { key } viewerCan claim { holder { handle } } } }
  next: tasks(filter: { mine: true, status: [PENDING, BLOCKED] }) { totalCount nodes { key project { key } hold { reason } assignee { handle } blockers { dependsOn { key } } } }
  questions(state: OPEN) { nodes { body asker { handle } task { key viewerCan project { key } } } }
  holds: tasks(filter: { onHold: true }, orderBy: UPDATED) { nodes { key viewerCan project { key } hold { reason by { handle } } } }
  lapsed: claims(state: LAPSED) { nodes { endedAt holder { handle } task { key viewerCan project { key } } } }
  working: claims { nodes { leasedAt expiresAt holder { handle } task { key title project { key } } } }
  finished: tasks(filter: { unseen: true }, orderBy: UPDATED) { totalCount nodes { key completionSummary project { key } } }
}`

it('home is read in one request, whose statements do not grow with what it shows', async () => {
  async function fill() {
    const [mine, asked, held, working, finished] = await Promise.all(
      Array.from({ length: 5 }, (_, i) => task(ann, web, i === 0 ? { assignee: ann.handle } : {})),
    )
    if (!mine || !asked || !held || !working || !finished) throw new Error('five tasks')
    await act(ann, 'startTask', { task: mine.id }, 'task { id }')
    await act(bot, 'askQuestion', { task: asked.id, body: 'Which?' }, 'question { id }')
    await act(ann, 'holdTask', { task: held.id, reason: 'r' }, 'task { id }')
    await act(bot, 'claimTask', { task: working.id }, 'fence')
    await act(ann, 'completeTask', { task: finished.id }, 'task { id }')
  }
  await fill()
  const home = await ask(ann, HOME)
  for (const list of ['doing', 'questions', 'working', 'finished']) expect(home[list].nodes, list).toHaveLength(1)
  // A question holds its task too.
  expect(home.holds.nodes).toHaveLength(2)
  const few = await statements(() => ask(ann, HOME))
  for (let i = 0; i < 4; i++) await fill()
  // What another reader has just looked up may be remembered.
  expect(await statements(() => ask(ann, HOME))).toBeLessThanOrEqual(few)
  expect(few).toBeLessThanOrEqual(40)
})
