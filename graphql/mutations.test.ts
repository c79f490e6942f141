import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { act } from './testing.ts'
import { ACTS, mutationNames } from './testing-acts.ts'
import { openStage } from './testing-stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  await testDatabase()
  stage = await openStage()
})

const done = (name: string) => ({ __typename: `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`, replayed: false })

describe('each mutation answers its success with what it has changed', () => {
  it('and none is left out of ACTS', () => {
    expect(Object.keys(ACTS).sort()).toEqual(mutationNames())
  })

  it.each(Object.keys(ACTS))('%s', async (name) => {
    const prepared = await ACTS[name]?.(await stage.fresh())
    if (!prepared) throw new Error(name)
    const [by, input, select, expected] = prepared
    expect(await act(by, name, input, select)).toEqual({ ...done(name), ...expected })
    expect(await toldOfTheirOwn()).toEqual([])
  })
})

/** Notifications of acts to whoever did them: there are none. Raw, for the two tables know nothing of each other. */
const toldOfTheirOwn = () =>
  db().$queryRaw`SELECT n."recipientId", e."action" FROM "Notification" n
    JOIN "Event" e ON e."stream" = n."stream" AND e."seq" = n."eventSeq" WHERE e."actorId" = n."recipientId"`
