import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { signingSecret } from '#lib/auth/signing-secret.ts'
import { env } from '#lib/env.ts'

/** A text that cannot be opened: its key is not among ours, or it was altered. */
export class SealError extends Error {
  override name = 'SealError'
}

export interface Key {
  /** The first 8 hex characters of the key's SHA-256. */
  id: string
  bytes: Buffer
}

export interface Keys {
  ENCRYPTION_KEY?: string | undefined
  ENCRYPTION_OLD_KEYS?: string[] | undefined
}

/** A body as it is stored: sealed under `keyId`, or as written when there is no key. */
export interface StoredBody {
  body: string
  keyId: string | null
  nonce: string | null
}

/** Seals texts where they are stored, and opens them. */
interface Keyring {
  current: Key | null
  known: Map<string, Key>
}

let ring: Keyring | null = null

/** The key that seals, or null: bodies are then stored as they are. */
export const currentKey = (): Key | null => keyring().current

/** Whether bodies may be sealed: a key is configured, be it one that only opens. */
export const hasKeys = (): boolean => keyring().known.size > 0

export const keyIds = (): string[] => [...keyring().known.keys()]

/** Takes these keys in place of the environment's. */
export function useKeys(keys: Keys): void {
  ring = gather(keys)
}

/** Seals a body for the row with this id: moved to another row it does not open. */
export function sealBody(id: string, body: string): StoredBody {
  const key = currentKey()
  if (!key) return { body, keyId: null, nonce: null }
  const { nonce, sealed } = seal(key, body, `entry:${id}`)
  return { body: sealed, keyId: key.id, nonce }
}

/** The row with its body as it was written. @throws SealError */
export function opened<Row extends StoredBody & { id: string }>(row: Row): Row {
  if (row.keyId === null || row.nonce === null) return row
  return { ...row, body: open(row.keyId, row.nonce, row.body, `entry:${row.id}`) }
}

/**
 * Seals a secret that we must be able to read again, such as a webhook's: under ENCRYPTION_KEY, else under a key that is made from
 * the signing secret. Never stored in clear, whatever is configured.
 */
export function sealSecret(text: string): string {
  const key = currentKey() ?? derivedKey()
  const { nonce, sealed } = seal(key, text, 'secret')
  return [key.id, nonce, sealed].join('.')
}

/** @throws SealError */
export function openSecret(stored: string): string {
  const [keyId = '', nonce = '', sealed = ''] = stored.split('.')
  return open(keyId, nonce, sealed, 'secret')
}

/** The id of the key that sealed a secret. */
export const secretKeyId = (stored: string): string => stored.split('.')[0] ?? ''

/** The key that secrets are sealed under: never none. */
export const secretsKeyId = (): string => (currentKey() ?? derivedKey()).id

function keyring(): Keyring {
  return (ring ??= gather(env()))
}

function gather({ ENCRYPTION_KEY, ENCRYPTION_OLD_KEYS = [] }: Keys): Keyring {
  const current = ENCRYPTION_KEY ? key(decode(ENCRYPTION_KEY)) : null
  const known = [...(current ? [current] : []), ...ENCRYPTION_OLD_KEYS.map((text) => key(decode(text)))]
  return { current, known: new Map(known.map((one) => [one.id, one])) }
}

function derivedKey(): Key {
  return key(Buffer.from(hkdfSync('sha256', signingSecret(), '', 'task-orchestrator: sealed secrets', 32)))
}

const key = (bytes: Buffer): Key => ({ id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes })

const decode = (text: string) => Buffer.from(text, /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : 'base64')

/** @param owner what the text belongs to; bound to it without being stored. */
function seal({ bytes }: Key, text: string, owner: string) {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') }
}

function open(keyId: string, nonce: string, sealed: string, owner: string): string {
  const found = keyring().known.get(keyId) ?? [derivedKey()].find(({ id }) => id === keyId)
  if (!found) throw new SealError(`The key ${keyId} that sealed this text is not configured.`)
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', found.bytes, Buffer.from(nonce, 'base64'), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]).toString('utf8')
  } catch {
    throw new SealError(`The text sealed under the key ${keyId} was altered, or belongs elsewhere.`)
  }
}

const TAG = 16
