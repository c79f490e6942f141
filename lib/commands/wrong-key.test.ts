import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { useKeys } from '#lib/cipher.ts'
import { connect, disconnect } from '#lib/db.ts'
import { checkKeys } from '#lib/domain/encryption/check.ts'
import { freshDatabase } from '#lib/testing/database.ts'
import { bundleServer, runServer } from '#lib/testing/server-process.ts'

const server = await bundleServer()
afterAll(() => rmSync(server, { force: true }))

test('a server whose key is missing or not the one that sealed what is there ends with 1 and one line', async () => {
  const url = await freshDatabase()
  const [key, other] = ['a', 'b'].map((letter) => Buffer.alloc(32, letter).toString('base64'))
  await connect(url)
  useKeys({ ENCRYPTION_KEY: key })
  await checkKeys('server').finally(disconnect)
  for (const given of ['', other ?? '']) {
    const { code, errors } = await runServer(server, { DATABASE_URL: url, ENCRYPTION_KEY: given }).ended
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1])
    expect(errors).toContain('Set ENCRYPTION_KEY')
  }
})
