import { randomUUID } from 'node:crypto'
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
const AT_ONCE = 8

/** Does what a plugin asks for, at most a few things at once. */
export function handsOf(name: string, version: string, actor: ActorRef, run: RunOperation) {
  const turn = turns(AT_ONCE)

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

  return (wish: Wish, [first, second]: unknown[]): Promise<unknown> =>
    turn(() => {
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
    })
}

/** At most so many at once; the others wait, in the order in which they came. */
function turns(most: number) {
  let free = most
  const waiting: (() => void)[] = []
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
