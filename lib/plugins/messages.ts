import type { ActorRef, Argument } from './api.ts'

/** What the thread is told before it loads anything. */
export interface Start {
  /** What to import: a file's URL, or a package's name. */
  specifier: string
  /** From where packages are found: the URL of a file in the folder that has node_modules. */
  from: string
  /** The URL of api.ts. */
  api: string
}

/** A TypeScript file as JavaScript, or why it is none. */
export interface Read {
  id: number
  source: string
  fault: string | null
}

export const HANDLERS = ['beforeTaskCreate', 'onTaskCreated', 'onTaskUpdated', 'onTaskCompleted', 'on'] as const
export type Handler = (typeof HANDLERS)[number]

/** A plugin as its thread describes it: data alone. Whoever receives it checks it. */
export interface Described {
  name: unknown
  version: unknown
  api: unknown
  description: unknown
  settings: Record<string, Argument>
  timeLimits: unknown
  handlers: Handler[]
  commands: Record<string, unknown>
  schedules: Record<string, unknown>
}

export type Call =
  { functions: readonly Handler[]; payload: unknown } | { command: string; payload: unknown } | { schedule: string; payload: unknown }

export type ToThread =
  | { kind: 'begin'; config: Record<string, string>; actor: ActorRef }
  | { kind: 'call'; id: number; call: Call }
  | { kind: 'answer'; id: number; result: unknown }
  | { kind: 'refuse'; id: number; message: string }

/** What the hands of a plugin ask for. */
export type Wish = 'graphql' | 'get' | 'list' | 'write'

export type FromThread =
  | { kind: 'loaded'; plugin: Described }
  | { kind: 'unloadable'; message: string }
  | { kind: 'done'; id: number; result: unknown }
  | { kind: 'failed'; id: number; message: string }
  | { kind: 'ask'; id: number; wish: Wish; arguments: unknown[] }
  | { kind: 'log'; message: string }
