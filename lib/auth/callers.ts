import { randomUUID } from 'node:crypto'
import { SCOPES, type Caller } from './caller.ts'

/** What a request brings besides its credential. */
export interface RequestFacts {
  requestId: string
  address: string | null
  userAgent: string | null
}

/** Reads what lib/server has put into the headers of a request; what a client sends under these names is dropped there. */
export function factsOf(headers: Headers): RequestFacts {
  return {
    requestId: headers.get(REQUEST_ID_HEADER) ?? randomUUID(),
    address: headers.get(ADDRESS_HEADER),
    userAgent: headers.get('user-agent'),
  }
}

export const REQUEST_ID_HEADER = 'x-request-id'
export const ADDRESS_HEADER = 'x-client-address'

export const localFacts = (): RequestFacts => ({ requestId: randomUUID(), address: null, userAgent: null })

/** Acts of the server itself: set-up, failed sign-ins. Its events name no actor. */
export function systemCaller(facts: RequestFacts = localFacts()): Caller {
  return {
    ...facts,
    actorId: 'system',
    handle: 'system',
    kind: 'PERSON',
    isAdmin: true,
    via: 'system',
    credentialId: null,
    scopes: SCOPES,
    projectIds: null,
  }
}

/** Whoever may run commands on the machine itself has every right there. */
export const commandCaller = (): Caller => ({ ...systemCaller(), handle: 'command', via: 'command' })
