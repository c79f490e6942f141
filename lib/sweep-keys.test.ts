import { beforeAll, expect, test } from 'vitest'
import { db, transaction } from '#lib/db.ts'
import { person } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { sweepKeys } from './sweep-keys.ts'

beforeAll(async () => void (await testDatabase()))

test('keys are deleted after their day, in portions, and kept until then', async () => {
  const { actorId } = await person()
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3600_000)
  const row = (key: string, hours: number) => ({ actorId, key, hash: 'h', outcome: '{}', createdAt: hoursAgo(hours) })
  const old = Array.from({ length: 25 }, (_, i) => row(`old ${i}`, 26 + i))
  await transaction([], (tx) => tx.idempotencyKey.createMany({ data: [...old, row('yesterday', 24.5), row('today', 1)] }))
  await sweepKeys(undefined, 10)
  const left = await db().idempotencyKey.findMany({ where: { actorId }, orderBy: { key: 'asc' } })
  expect(left.map(({ key }) => key)).toEqual(['today', 'yesterday'])
})
