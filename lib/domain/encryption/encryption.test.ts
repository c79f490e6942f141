import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { useKeys } from '#lib/cipher.ts'
import { db, dialect, transaction } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { addContext } from '../context/add.ts'
import { contextByIds, listContext } from '../context/queries.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { search } from '../task/search.ts'
import { readMaterial } from '../work/read.ts'
import { checkKeys } from './check.ts'
import { resealAll } from './reseal.ts'
import { scrub } from './scrub.ts'

const A = Buffer.alloc(32, 'a').toString('base64')
const B = Buffer.alloc(32, 'b').toString('base64')
const { url, reset } = await testDatabase()
let ada: Caller
let id: string

beforeEach(async () => {
  useKeys({})
  await reset()
  ada = await person()
  id = (await task(ada, await project(ada))).id
})
afterEach(() => useKeys({}))

const write = async (body: string, kind: 'UPDATE' | 'NOTE' | 'DISCOVERY' = 'UPDATE') =>
  (await addContext(ada, { task: id, kind, body })).entry
const bodies = async () => (await listContext(ada, { on: { task: id }, first: 100 })).rows.map((row) => row.body)
const keyIds = async () => [...new Set((await db().contextEntry.findMany()).map((row) => row.keyId))]

async function stored(word: string) {
  if (dialect() === 'postgres') return (await db().contextEntry.findMany()).some((row) => row.body.includes(word)) ? ['ContextEntry'] : []
  const file = url.slice('file:'.length)
  return [file, `${file}-wal`].filter((one) => existsSync(one) && readFileSync(one).toString('latin1').includes(word))
}

test('every reader sees what was written, and the database holds none of it', async () => {
  useKeys({ ENCRYPTION_KEY: A })
  await checkKeys('server')
  const entry = await write('plantedupdate is here')
  const kept = await write('plantednote is here', 'NOTE')
  expect(await bodies()).toEqual(['plantednote is here', 'plantedupdate is here'])
  expect([...(await contextByIds(ada, [entry, kept])).values()].map((row) => row.body).sort()).toEqual([
    'plantednote is here',
    'plantedupdate is here',
  ])
  const { entries, notes } = await readMaterial(ada, { id })
  expect([...entries, ...notes].map((row) => row.body)).toEqual(['plantedupdate is here', 'plantednote is here'])
  expect(await stored('plantedupdate')).toEqual([])
  expect(await stored('plantednote')).toEqual([])
  expect(await diagnose()).toEqual([])
})

test('what was stored in clear is sealed while others write, and is in no page of the database afterwards', async () => {
  for (let i = 0; i < 30; i++) await write(`plantedword number ${i}`, i % 2 ? 'NOTE' : 'UPDATE')
  expect(await stored('plantedword')).not.toEqual([])
  expect((await search(ada, { text: 'plantedword' })).map((hit) => hit.in)).toEqual(['CONTEXT'])
  useKeys({ ENCRYPTION_KEY: A })
  await checkKeys('server')
  const others = Promise.all(Array.from({ length: 20 }, (_, i) => write(`plantedword meanwhile ${i}`)))
  expect(await resealAll()).toMatchObject({ entries: 30 })
  await others
  await scrub(url)
  expect(await stored('plantedword')).toEqual([])
  expect((await bodies()).filter((body) => body.startsWith('plantedword'))).toHaveLength(50)
  expect(await search(ada, { text: 'plantedword' })).toEqual([])
  expect(await diagnose()).toEqual([])
})

test('an encryption that was interrupted goes on where it ended, and is read whole meanwhile', async () => {
  const data = Array.from({ length: 450 }, (_, i) => ({ id: `ctx_${String(i).padStart(16, '0')}`, body: `body ${i}` }))
  const { projectId } = await db().task.findUniqueOrThrow({ where: { id } })
  const row = { projectId, taskId: id, kind: 'UPDATE' as const, authorId: ada.actorId, createdAt: new Date() }
  await transaction([], (tx) => tx.contextEntry.createMany({ data: data.map((one) => ({ ...one, ...row })) }))
  useKeys({ ENCRYPTION_KEY: A })
  await checkKeys('server')
  const stop = () => {
    throw new Error('the power went')
  }
  await expect(resealAll(stop)).rejects.toThrow('the power went')
  expect(await keyIds()).toHaveLength(2)
  expect((await bodies()).length).toBe(100)
  expect(await resealAll()).toMatchObject({ entries: 250 })
  expect(await keyIds()).toHaveLength(1)
})

test('rotating brings everything under the new key, and the old one is not needed any more', async () => {
  useKeys({ ENCRYPTION_KEY: A })
  await checkKeys('server')
  await write('old text')
  useKeys({ ENCRYPTION_KEY: B, ENCRYPTION_OLD_KEYS: [A] })
  await checkKeys('server')
  await write('new text')
  expect(await bodies()).toEqual(['new text', 'old text'])
  expect(await resealAll()).toMatchObject({ entries: 1 })
  useKeys({ ENCRYPTION_KEY: B })
  await checkKeys('server')
  expect(await bodies()).toEqual(['new text', 'old text'])
})

test('with the key among the old ones alone everything goes back into clear text and is found again', async () => {
  useKeys({ ENCRYPTION_KEY: A })
  await checkKeys('server')
  await write('wanderword')
  useKeys({ ENCRYPTION_OLD_KEYS: [A] })
  await checkKeys('server')
  expect(await resealAll()).toMatchObject({ entries: 1 })
  useKeys({})
  await checkKeys('server')
  expect((await search(ada, { text: 'wanderword' })).map((hit) => hit.in)).toEqual(['CONTEXT'])
  expect(await diagnose()).toEqual([])
})

test('a missing key, a wrong one and one that merely has the same id are refused, and nothing changes', async () => {
  useKeys({ ENCRYPTION_KEY: A })
  await checkKeys('server')
  const before = await db().encryptionKey.findMany()
  useKeys({})
  await expect(checkKeys('server')).rejects.toThrow(/none is configured\. Set ENCRYPTION_KEY/)
  useKeys({ ENCRYPTION_KEY: B })
  await expect(checkKeys('server')).rejects.toThrow(/is another/)
  expect(await db().encryptionKey.findMany()).toEqual(before)
  useKeys({ ENCRYPTION_KEY: A })
  await transaction([], (tx) => tx.encryptionKey.updateMany({ data: { check: '{"body":"x","keyId":"y","nonce":"z"}' } }))
  await expect(checkKeys('server')).rejects.toThrow(/is not the one/)
})

test('a command may bring no key that the running server does not know', async () => {
  await transaction([], (tx) => tx.job.create({ data: { name: 'reaper', holder: 'x', leaseUntil: new Date(Date.now() + 20_000) } }))
  useKeys({ ENCRYPTION_KEY: A })
  await expect(checkKeys('command')).rejects.toThrow(/Restart it with this ENCRYPTION_KEY/)
  await checkKeys('server')
  await checkKeys('command')
})
