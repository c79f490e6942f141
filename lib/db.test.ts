import { beforeAll, beforeEach, expect, test } from 'vitest'
import { UnavailableError } from '#lib/errors.ts'
import { runChild } from '#lib/testing/child.ts'
import { type TestDatabase, testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { authClient, connect, db, dialect, disconnect, now, notify, onWake, transaction } from './db.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  await disconnect()
  await connect(database.url)
  await database.reset()
  for (const id of ['a', 'b']) await transaction([], (tx) => tx.project.create({ data: project(id) }))
})

const project = (id: string) => ({ id, key: `P${id.toUpperCase()}`, name: id, createdAt: new Date(), updatedAt: new Date() })
const seqOf = async (id: string) => (await db().project.findUniqueOrThrow({ where: { id } })).seq
const raise = (id: string) =>
  transaction([id], async (tx) => {
    const { seq } = await tx.project.findUniqueOrThrow({ where: { id } })
    await tx.project.update({ where: { id }, data: { seq: seq + 1 } })
    return seq + 1
  })
class Refused extends Error {}

test('a plain write made while a transaction is open is not lost with its rollback', async () => {
  for (let round = 0; round < rounds(50); round++) {
    const inside = gate()
    const outcome = transaction(['a'], async (tx) => {
      await tx.project.update({ where: { id: 'a' }, data: { name: 'undone' } })
      await inside.wait
      throw new Refused()
    })
    const plain = authClient().verification.create({
      data: { id: `v${round}`, identifier: 'x', value: 'y', expiresAt: new Date(), createdAt: new Date(), updatedAt: new Date() },
    })
    inside.open()
    await expect(outcome).rejects.toThrow(Refused)
    await plain
    expect(await db().verification.count()).toBe(round + 1)
    expect((await db().project.findUniqueOrThrow({ where: { id: 'a' } })).name).toBe('a')
  }
})

test('a read never sees what is not committed, and does not wait for it', async () => {
  for (let round = 0; round < rounds(50); round++) {
    await transaction(['a'], async (tx) => {
      await tx.project.update({ where: { id: 'a' }, data: { seq: { increment: 1 } } })
      expect(await seqOf('a')).toBe(round)
    })
    expect(await seqOf('a')).toBe(round + 1)
  }
})

test('200 concurrent transactions that read and then write lose nothing, and each sees its own turn', async () => {
  const seen = await Promise.all(Array.from({ length: 200 }, () => raise('a')))
  expect(new Set(seen).size).toBe(200)
  expect(await seqOf('a')).toBe(200)
})

test('writes of one project run in the order in which they were asked for', async () => {
  const seen = await Promise.all(Array.from({ length: 50 }, () => raise('a')))
  expect(seen).toEqual(seen.toSorted((x, y) => x - y))
})

test('writes over several projects, in any order, never wait for one another for ever', async () => {
  const both = (ids: string[]) =>
    transaction(ids, async (tx) => {
      for (const id of ids) {
        const { seq } = await tx.project.findUniqueOrThrow({ where: { id } })
        await tx.project.update({ where: { id }, data: { seq: seq + 1 } })
      }
    })
  await Promise.all(Array.from({ length: 40 }, (_, i) => both(i % 2 ? ['a', 'b'] : ['b', 'a'])))
  expect([await seqOf('a'), await seqOf('b')]).toEqual([40, 40])
})

test('a refused write changes nothing and spoils none of those around it', async () => {
  const writes = Array.from({ length: 60 }, (_, i) =>
    transaction(['a'], async (tx) => {
      await tx.project.update({ where: { id: 'a' }, data: { seq: { increment: 1 } } })
      if (i % 3 === 0) throw new Refused()
    }),
  )
  const settled = await Promise.allSettled(writes)
  expect(settled.filter((one) => one.status === 'rejected')).toHaveLength(20)
  expect(await seqOf('a')).toBe(40)
})

test('a write refused by the database changes nothing and spoils none of those around it', async () => {
  const writes = Array.from({ length: 30 }, (_, i) =>
    transaction([], async (tx) => {
      await tx.workspace.update({ where: { id: 1 }, data: { seq: { increment: 1 } } })
      if (i % 3 === 0) await tx.project.create({ data: project('a') })
    }),
  )
  const settled = await Promise.allSettled(writes)
  expect(settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(Array(10).fill('P2002'))
  expect((await db().workspace.findUniqueOrThrow({ where: { id: 1 } })).seq).toBe(20)
})

test('a transaction inside another is refused at once', async () => {
  await transaction(['a'], async () => {
    expect(() => transaction(['a'], async () => 1)).toThrow('inside another')
  })
})

test('writing through the reading client is no way round the gate', async () => {
  if (dialect() === 'sqlite') await db().project.update({ where: { id: 'a' }, data: { seq: { increment: 1 } } })
  else await expect(db().project.update({ where: { id: 'a' }, data: { seq: 1 } })).rejects.toThrow('read-only')
  expect(await seqOf('a')).toBe(dialect() === 'sqlite' ? 1 : 0)
})

test('a write that takes too long is refused as unavailable and leaves no trace', async () => {
  await disconnect()
  await connect(database.url, { maxWait: 5000, timeout: 300 })
  const late = gate()
  const stuck = transaction(['a'], async (tx) => {
    await tx.project.update({ where: { id: 'a' }, data: { seq: 99 } })
    await late.wait
    await tx.project.update({ where: { id: 'a' }, data: { seq: 100 } })
  })
  setTimeout(late.open, 400)
  const behind = raise('b')
  await expect(stuck).rejects.toThrow(UnavailableError)
  expect(await behind).toBe(1)
  expect(await seqOf('a')).toBe(0)
  expect(await raise('a')).toBe(1)
})

test('a write whose turn does not come in time is refused as unavailable', async () => {
  await disconnect()
  await connect(database.url, { maxWait: 200, timeout: 5000 })
  const late = gate()
  const slow = transaction(['a'], async () => late.wait)
  const behind = raise('a')
  await expect(behind).rejects.toThrow(UnavailableError)
  late.open()
  await slow
  expect(await raise('a')).toBe(1)
})

test('the clock of a transaction stands at the present', async () => {
  const at = await transaction([], now)
  expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(5000)
})

test('a notification reaches a listener when its transaction commits, and not when it is refused', async () => {
  const heard: (string | null)[] = []
  const last = gate()
  const stop = onWake((payload) => {
    heard.push(payload)
    if (payload === 'second') last.open()
  })
  if (dialect() === 'sqlite') last.open()
  else {
    await gateOn(() => heard.includes(null))
    await transaction([], async (tx) => {
      await notify(tx, 'first')
      throw new Refused()
    }).catch(() => {})
    await transaction([], (tx) => notify(tx, 'second'))
  }
  await last.wait
  stop()
  expect(heard.filter((payload) => payload !== null)).toEqual(dialect() === 'sqlite' ? [] : ['second'])
})

test('two processes that read and then write lose nothing', async () => {
  const rival = runChild('lib/testing/rival.ts', [database.url, 'raise', 'a', '100'])
  const heard = gate()
  const stop = onWake(heard.open)
  for (let i = 0; i < 100; i += 10) await Promise.all(Array.from({ length: 10 }, () => raise('a')))
  await rival
  expect(await seqOf('a')).toBe(200)
  await heard.wait
  stop()
})

test('what another process wrote or sent wakes the listeners, and on SQLite our own writes do not', async () => {
  const wakes: (string | null)[] = []
  const heard = gate()
  const stop = onWake((payload) => {
    wakes.push(payload)
    if (payload === (dialect() === 'sqlite' ? null : 'hello')) heard.open()
  })
  if (dialect() === 'sqlite') {
    for (const end = performance.now() + 600; performance.now() < end;) await raise('a')
    expect(wakes).toEqual([])
    await runChild('lib/testing/rival.ts', [database.url, 'raise', 'a', '1'])
  } else {
    await gateOn(() => wakes.includes(null))
    await runChild('lib/testing/rival.ts', [database.url, 'notify', 'hello'])
  }
  await heard.wait
  stop()
})

function gate() {
  let open = () => {}
  const wait = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), wait }
}

async function gateOn(fact: () => boolean) {
  while (!fact()) await new Promise(setImmediate)
}
