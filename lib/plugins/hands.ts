import { randomUUID } from 'node:crypto'
import { setImmediate as immediately } from 'node:timers/promises'
import { type Caller, SCOPES } from '#lib/auth/caller.ts'
import { placesOf } from '#lib/domain/plugin/places.ts'
import { storeGet, storeList, storeWrite } from '#lib/domain/plugin/store.ts'
import type { ActorRef } from './api.ts'
import type { Wish } from './messages.ts'

/** Runs an operation of the API as a caller; what went wrong stands in `errors`. */
export type RunOperation = (document: string, variables: Record<string, unknown>, caller: Caller) => Promise<Answered>
interface Answered {
  data?: unknown
  errors?: readonly { message: string }[] | undefined
}

const LONGEST_DOCUMENT = 100_000

/** Does what a plugin asks for. */
export function handsOf(name: string, version: string, actor: ActorRef, run: RunOperation) {
  async function graphql(document: unknown, variables: unknown) {
    if (typeof document !== 'string' || document.length > LONGEST_DOCUMENT) throw new Error('the document is no text, or too long')
    const projectIds = [...(await placesOf({ name, actorId: actor.id })).keys()]
    const caller: Caller = {
      ...{ actorId: actor.id, handle: actor.handle, kind: 'AGENT', isAdmin: false, via: 'token', credentialId: null },
      ...{ scopes: SCOPES, projectIds, requestId: randomUUID(), address: null, userAgent: `plugin ${name} ${version}` },
    }
    const { data, errors } = await run(document, Object(variables ?? {}) as Record<string, unknown>, caller)
    if (errors?.length) throw new Error(errors.map(({ message }) => message).join('; '))
    // Rows of the database's client are no plain data, which alone passes to another thread.
    return JSON.parse(JSON.stringify(data ?? null)) as unknown
  }

  return async (wish: Wish, [first, second]: unknown[]): Promise<unknown> => {
    // Whatever a plugin asks for in a row, everybody else has a turn between.
    await immediately()
    switch (wish) {
      case 'graphql':
        return graphql(first, second)
      case 'get':
        return storeGet(name, first, second)
      case 'list':
        return storeList(name, first, second)
      case 'write':
        return storeWrite(name, first)
    }
  }
}
