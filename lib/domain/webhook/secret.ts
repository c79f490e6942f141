import { randomBytes } from 'node:crypto'
import { openSecret, sealSecret } from '#lib/cipher.ts'
import type { WebhookRow } from './locate.ts'

/** A secret as Standard Webhooks writes it, with 256 random bits; `sealed` is what is stored. */
export function newSecret() {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return { secret, sealed: sealSecret(secret) }
}

/** The secrets that a message is signed with now, the newest first. */
export function secretsOf({ secret, earlierSecret, earlierUntil }: WebhookRow, time: Date): string[] {
  const isEarlierGood = earlierSecret !== null && earlierUntil !== null && earlierUntil > time
  return [secret, ...(isEarlierGood ? [earlierSecret] : [])].map(openSecret)
}
