import type { Manifest } from '#lib/plugins/manifest.ts'

export const PLUGIN_STATES = {
  STARTING: 'It is being loaded.',
  RUNNING: 'It runs.',
  RESTARTING: 'It ended by itself or took too long, and is started again soon.',
  FAILED: 'It could not be loaded. `loadPlugin` tries again, once it was mended; so does the next start.',
  DISABLED: 'An admin switched it off.',
  ABSENT: 'It was here before, and the configuration names it no more.',
} as const
export type PluginState = keyof typeof PLUGIN_STATES

/** Calls that a plugin has not answered yet, and when the first of them began. */
export interface Busy {
  since: Date
  calls: number
}

/** A plugin that the configuration names, as it is in this process. */
export interface Hosted {
  /** How the configuration names it. */
  given: string
  /** null until it was loaded for the first time. */
  manifest: Manifest | null
  state: Exclude<PluginState, 'ABSENT'>
  /** What went wrong last, since this process started. */
  error: string
  errorAt: Date | null
  /** null when it has nothing to do. */
  busy: Busy | null
  /** Runs a function of it. Throws an Error that says what went wrong. */
  command(name: string, request: unknown): Promise<unknown>
  /** Tries to load it again if it could not be loaded. */
  retry(): Promise<void>
  /** Looks whether it shall run, and tries again. */
  refresh(): void
}

/** All of them, in the order of the configuration. */
export const hosted = new Set<Hosted>()

export const hostedByName = (name: string) => [...hosted].find(({ manifest }) => manifest?.name === name) ?? null

/** Something about plugins changed: whoever hosts them looks again. */
export const PLUGINS_TOPIC = 'plugins'

/** The consumer whose cursors are a plugin's. */
export const consumerOf = (plugin: string) => `plugin:${plugin}`
