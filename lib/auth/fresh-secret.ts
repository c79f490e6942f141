import { createHash, randomBytes } from 'node:crypto'

/** A secret that is shown once. The database keeps its hash, and the hint with which people tell secrets apart. */
export interface FreshSecret {
  secret: string
  hash: string
  hint: string
}

/** An agent's bearer token: `to_` and 256 random bits. */
export const newTokenSecret = () => fresh('to_')

/** The secret in an invitation's link. */
export const newInvitationSecret = () => fresh('in_')

export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex')

export const looksLikeToken = (text: string) => /^to_[A-Za-z0-9_-]{43}$/.test(text)

function fresh(prefix: string): FreshSecret {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret), hint: secret.slice(0, 7) }
}
