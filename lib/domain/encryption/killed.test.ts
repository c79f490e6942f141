import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { opened, useKeys } from '#lib/cipher.ts'
import { db, transaction } from '#lib/db.ts'
import { person, project } from '#lib/testing/builders.ts'
import { bundled } from '#lib/testing/bundle.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { newFolder } from '#lib/testing/templates.ts'
import { checkKeys } from './check.ts'
import { resealAll } from './reseal.ts'

const ENTRIES = 600
const KEY = Buffer.alloc(32, 'k').toString('base64')

let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  const ada = await person()
  const { id: projectId } = await project(ada)
  const data = Array.from({ length: ENTRIES }, (_, i) => ({
    ...{ id: `ctx_${String(i).padStart(16, '0')}`, projectId, kind: 'UPDATE' as const },
    ...{ body: textOf(i), createdAt: new Date() },
  }))
  await transaction([], (tx) => tx.contextEntry.createMany({ data }))
})
afterAll(() => useKeys({}))

const textOf = (i: number) => `${i}: ${'x'.repeat(500)}`
const texts = async () => (await db().contextEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => opened(row).body)
const sealed = () => db().contextEntry.count({ where: { keyId: { not: null } } })

test(
  'an encryption that is killed with kill -9 loses no text beside a running server, and the next one goes on with it',
  { timeout: 240_000 },
  async () => {
    const whole = Array.from({ length: ENTRIES }, (_, i) => textOf(i))
    for (let round = 0; round < rounds(10); round++) {
      if (round > 0) await inClear()
      useKeys({ ENCRYPTION_KEY: KEY })
      await checkKeys('server')
      const first = encrypt()
      await vi.waitFor(async () => expect(await sealed()).toBeGreaterThan(0), { timeout: 60_000, interval: 5 })
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
      first.kill('SIGKILL')
      await once(first, 'close')
      expect(await texts()).toEqual(whole)
      const [code] = await once(encrypt(), 'close')
      expect(code).toBe(0)
      expect(await sealed()).toBe(ENTRIES)
      expect(await texts()).toEqual(whole)
    }
  },
)

async function inClear() {
  useKeys({ ENCRYPTION_OLD_KEYS: [KEY] })
  await resealAll()
  expect(await sealed()).toBe(0)
}

function encrypt() {
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: newFolder(), ENCRYPTION_KEY: KEY }
  return spawn(process.execPath, [bundled('lib/commands/admin.ts'), 'encrypt'], { env, stdio: 'ignore' })
}
