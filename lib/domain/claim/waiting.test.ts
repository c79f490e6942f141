import { setMaxListeners } from 'node:events'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { UnauthenticatedError } from '#lib/errors.ts'
import { hangUp, onHangUp } from '#lib/hang-up.ts'
import { agent, caller, lapse, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { LIMITS } from '../limits.ts'
import { assignTask } from '../task/assign.ts'
import { completeTask } from '../task/complete.ts'
import type { ProjectRow } from '../task/types.ts'
import { claimNextTask } from './next.ts'
import { waitingCalls } from './waking.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => void (web = await project(ann)))

const newAgent = (capabilities: string[] = []) => agent(ann, { project: web, capabilities })
const wait = async (who: Caller, seconds: number, more: Parameters<typeof claimNextTask>[1] = {}, ended?: AbortSignal) => {
  const answer = await claimNextTask(who, { project: web.id, resume: false, wait: seconds, ...more }, ended)
  return 'task' in answer ? answer.task : null
}
/** Until so many calls wait. */
async function asleep(count: number) {
  await expect.poll(waitingCalls, { timeout: 10_000 }).toBe(count)
}
/** Ends what still waits at the end of a test. */
const over = () => {
  const ended = new AbortController()
  setMaxListeners(0, ended.signal)
  return ended
}

it('a waiting call answers as soon as something becomes ready, long before its time is over', async () => {
  const bot = await newAgent()
  const blocker = await task(ann, web)
  const blocked = await task(ann, web, { dependsOn: [blocker.id] })
  expect(await wait(bot, 30)).toBe(blocker.id)
  const answer = wait(await newAgent(), 30)
  await asleep(1)
  const start = performance.now()
  await completeTask(bot, { task: blocker.id, fence: 1 })
  expect(await answer).toBe(blocked.id)
  expect(performance.now() - start).toBeLessThan(1_500)
})

it('it answers why there is nothing once its time is over', async () => {
  const start = performance.now()
  const answer = await claimNextTask(await newAgent(), { project: web.id, wait: 0.3 })
  expect(answer).toMatchObject({ reasons: [{ code: 'FINISHED' }] })
  expect(performance.now() - start).toBeGreaterThan(290)
})

it('30 wait and one task comes: one gets it, the others keep waiting, and are not all woken for it', async () => {
  const agents = await Promise.all(Array.from({ length: 30 }, () => newAgent()))
  const ended = over()
  const answers: (string | null)[] = []
  const waiting = agents.map((bot) => wait(bot, 30, {}, ended.signal).then((got) => answers.push(got)))
  await asleep(30)
  const { id } = await task(ann, web)
  await expect.poll(() => answers).toEqual([id])
  await asleep(29)
  const late = await newAgent()
  const another = await task(ann, web)
  await expect.poll(() => answers).toEqual([id, another.id])
  await asleep(28)
  expect(await wait(late, 0)).toBeNull()
  ended.abort()
  await Promise.all(waiting)
  expect(answers.filter((one) => one === null)).toHaveLength(28)
  expect(await db().claim.count({ where: { projectId: web.id } })).toBe(2)
})

it('as many are woken as there is work, those that came first before the others, and only whom it fits', async () => {
  const able = await newAgent(['go'])
  const [first, second, third] = [await newAgent(), await newAgent(), await newAgent()]
  const got = new Map<Caller, string | null>()
  const ended = over()
  const waiting: Promise<unknown>[] = []
  for (const bot of [first, second, third, able]) {
    waiting.push(wait(bot, 30, {}, ended.signal).then((one) => got.set(bot, one)))
    await asleep(waiting.length)
  }
  const go = await task(ann, web, { requiredCapabilities: ['go'] })
  await expect.poll(() => [...got]).toEqual([[able, go.id]])
  await task(ann, web)
  await expect.poll(() => got.size).toBe(2)
  expect(got.has(first)).toBe(true)
  const { id } = await task(ann, web, { requiredCapabilities: ['nobody'] })
  await assignTask(ann, { task: id, assignee: third.handle })
  const own = await task(ann, web, { assignee: third.handle })
  await expect.poll(() => got.get(third)).toBe(own.id)
  ended.abort()
  await Promise.all(waiting)
  expect(got.get(second)).toBeNull()
})

it('a lease that runs out is noticed while waiting', async () => {
  const held = await task(ann, web)
  await wait(await newAgent(), 0)
  const answer = wait(await newAgent(), 30)
  await asleep(1)
  await lapse(held.id)
  expect(await answer).toBe(held.id)
})

it('a call that nobody waits for any more claims nothing', async () => {
  const ended = over()
  const answer = wait(await newAgent(), 30, {}, ended.signal)
  await asleep(1)
  ended.abort()
  expect(await answer).toBeNull()
  await task(ann, web)
  await asleep(0)
  expect(await db().claim.count({ where: { projectId: web.id } })).toBe(0)
})

it('one whose credential is revoked meanwhile says so', async () => {
  const ended = over()
  const answer = wait(await newAgent(), 30, {}, ended.signal)
  await asleep(1)
  ended.abort(new UnauthenticatedError())
  await expect(answer).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

it('whoever waits hears when the server stops', async () => {
  const heard: string[] = []
  const forget = onHangUp(() => heard.push('first'))
  onHangUp(() => heard.push('second'))
  hangUp()
  forget()
  hangUp()
  expect(heard).toEqual(['first', 'second', 'second'])
})

it('a credential has a limited number of calls that wait; one more answers at once and says so', async () => {
  const bot = caller(await newAgent(), { credentialId: 'tok_1' })
  const ended = over()
  const waiting = Array.from({ length: LIMITS.waitsPerCredential }, () => wait(bot, 30, {}, ended.signal))
  await asleep(LIMITS.waitsPerCredential)
  const start = performance.now()
  expect(await claimNextTask(bot, { project: web.id, wait: 30 })).toMatchObject({
    reasons: expect.arrayContaining([expect.objectContaining({ code: 'TOO_MANY_WAITS' })]),
  })
  expect(performance.now() - start).toBeLessThan(5_000)
  ended.abort()
  await Promise.all(waiting)
  expect(await wait(bot, 0.1)).toBeNull()
})
