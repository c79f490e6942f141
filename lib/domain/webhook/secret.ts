import { randomBytes } from 'node:crypto'
import { openSecret, SealError, sealSecret } from '#lib/cipher.ts'
import type { WebhookRow } from './locate.ts'

/** A secret as Standard Webhooks writes it, with 256 random bits; `sealed` is what is stored. */
export function newSecret() {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return { secret, sealed: sealSecret(secret) }
}

/** The secrets that a message is signed with now, the newest first. @throws SealError when the newest cannot be opened */
export function secretsOf({ secret, earlierSecret, earlierUntil }: WebhookRow, time: Date): string[] {
  const isEarlierGood = earlierSecret !== null && earlierUntil !== null && earlierUntil > time
  return [openSecret(secret), ...(isEarlierGood ? openable(earlierSecret) : [])]
}

/** A secret that the signing secret of before has sealed is made anew, and must not be in the way of its follower. */
function openable(sealed: string): string[] {
  try {
    return [openSecret(sealed)]
  } catch (error) {
    if (error instanceof SealError) return []
    throw error
  }
}
