import type { Caller } from '#lib/auth/caller.ts'
import { type Loaders, createLoaders } from './loaders.ts'

/** What every resolver gets. `loaders` are renewed by each mutation, so that it answers with what it has just written. */
export interface Context {
  caller: Caller | null
  requestId: string
  loaders: Loaders
}
export const createContext = (caller: Caller): Context => ({ caller, requestId: caller.requestId, loaders: createLoaders(caller) })
