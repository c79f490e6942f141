import { expect, test } from 'vitest'
import type { TaskRow } from '#app/_tasks/task.ts'
import { inBulk, outcomeWords } from './bulk.ts'

const tasks = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `t${n}`, key: `WEB-${n}` }) as TaskRow)
const quiet = () => {}

test('many are sent in writes of 500, and each is done or refused by itself', async () => {
  const sizes: number[] = []
  const counts: number[] = []
  const send = async (some: readonly TaskRow[]) => {
    sizes.push(some.length)
    return { results: some.map(({ id }) => ({ ref: id, task: null, error: id === 't7' ? { message: 'WEB-7 waits for WEB-8.' } : null })) }
  }
  const outcome = await inBulk({ tasks: tasks(1200), send }, (count) => counts.push(count))
  expect(sizes).toEqual([500, 500, 200])
  expect(counts).toEqual([500, 1000, 1200])
  expect(outcome.done).toHaveLength(1199)
  sizes.length = 0
  await inBulk({ tasks: tasks(250), send, atOnce: 100 }, quiet)
  expect(sizes).toEqual([100, 100, 50])
  expect(outcome.refused).toMatchObject([{ task: { key: 'WEB-7' }, reason: 'WEB-7 waits for WEB-8.' }])
})

test('a write that is refused as a whole refuses each of its tasks', async () => {
  const refusal = { __typename: 'ForbiddenError' as const, message: 'You may not do this.', hint: '' }
  const outcome = await inBulk({ tasks: tasks(2), send: async () => refusal }, quiet)
  expect(outcome.refused.map(({ reason }) => reason)).toEqual(['You may not do this.', 'You may not do this.'])
})

test('what came of it is said in one line', () => {
  const [one, two, three] = tasks(3)
  if (!one || !two || !three) throw new Error('there are three')
  expect(outcomeWords({ done: [one], refused: [] }, 'completed')).toBe('1 task completed')
  expect(outcomeWords({ done: [one, two], refused: [{ task: three, reason: 'x' }] }, 'completed')).toBe('2 tasks completed, 1 refused')
  expect(outcomeWords({ done: [], refused: [{ task: one, reason: 'x' }] }, 'completed')).toBe('1 task refused')
})
