import { afterEach, expect, test } from 'vitest'
import { currentKey, opened, openSecret, SealError, sealBody, sealSecret, useKeys } from './cipher.ts'

const A = Buffer.alloc(32, 'a').toString('base64')
const B = Buffer.alloc(32, 'b').toString('hex')

afterEach(() => useKeys({}))

test('without a key a body is stored as it was written, and a secret is sealed all the same', () => {
  useKeys({})
  expect(sealBody('ctx_1', 'plain')).toEqual({ body: 'plain', keyId: null, nonce: null })
  const sealed = sealSecret('whsec_planted')
  expect(sealed).not.toContain('planted')
  expect(openSecret(sealed)).toBe('whsec_planted')
})

test('with a key a body comes back for its own row alone, under a nonce of its own', () => {
  useKeys({ ENCRYPTION_KEY: A })
  const text = 'Grüße 👋\n'.repeat(50)
  const stored = sealBody('ctx_1', text)
  expect(stored.body).not.toContain('Grüße')
  expect(stored.keyId).toBe(currentKey()?.id)
  expect(opened({ id: 'ctx_1', ...stored }).body).toBe(text)
  expect(() => opened({ id: 'ctx_2', ...stored })).toThrow(SealError)
  expect(sealBody('ctx_1', text).nonce).not.toBe(stored.nonce)
})

test('a text that was altered does not open', () => {
  useKeys({ ENCRYPTION_KEY: A })
  const stored = sealBody('ctx_1', 'as written')
  const first = stored.body.startsWith('A') ? 'B' : 'A'
  expect(() => opened({ id: 'ctx_1', ...stored, body: first + stored.body.slice(1) })).toThrow(/altered/)
  expect(() => opened({ id: 'ctx_1', ...stored, body: '' })).toThrow(/altered/)
  expect(() => openSecret('nonsense')).toThrow(SealError)
})

test('an old key opens and seals nothing new', () => {
  useKeys({ ENCRYPTION_KEY: A })
  const old = { id: 'ctx_1', ...sealBody('ctx_1', 'text') }
  const secret = sealSecret('secret')
  useKeys({ ENCRYPTION_KEY: B, ENCRYPTION_OLD_KEYS: [A] })
  expect(opened(old).body).toBe('text')
  expect(openSecret(secret)).toBe('secret')
  expect(sealBody('ctx_1', 'text').keyId).not.toBe(old.keyId)
  useKeys({ ENCRYPTION_KEY: B })
  expect(() => opened(old)).toThrow(/not configured/)
})

test('a secret sealed before there was a key still opens', () => {
  useKeys({})
  const sealed = sealSecret('whsec')
  useKeys({ ENCRYPTION_KEY: A })
  expect(openSecret(sealed)).toBe('whsec')
})
