export const SCOPES = ['READ', 'WORK', 'PLAN', 'MANAGE'] as const
export type Scope = (typeof SCOPES)[number]

/** Who sends a request and with what. Built by lib/auth from a session cookie or a bearer token, for every transport alike. */
export interface Caller {
  actorId: string
  handle: string
  kind: 'PERSON' | 'AGENT'
  isAdmin: boolean
  via: 'session' | 'token' | 'command' | 'system'
  /** The session's or token's id, for revocation. */
  credentialId: string | null
  scopes: readonly Scope[]
  /** A token may be limited to projects; null means all of its actor's. */
  projectIds: readonly string[] | null
  requestId: string
  address: string | null
  userAgent: string | null
}
