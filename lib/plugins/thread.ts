// The entry of a plugin's thread: loads the plugin, says what it is, and runs its functions when told to.
import { register } from 'node:module'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Api, Plugin } from './api.ts'
import { LineLimit, shortened } from './lines.ts'
import { HANDLERS, type Call, type Described, type FromThread, type Start, type ToThread, type Wish } from './messages.ts'
import { turns } from './turns.ts'

const { start, reading, host } = workerData as { start: Start; reading: string; host: MessagePort }
const tell = (message: FromThread) => parentPort?.postMessage(message)
/** A plain Error is a plugin's own word to whoever asked; any other kind says what kind it is. */
function messageOf(error: unknown) {
  if (!(error instanceof Error)) return String(error)
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`
}

const AT_ONCE = 8
const asked = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
let lastAsked = 0
const turn = turns(AT_ONCE)
const lines = LineLimit.ofThread()
let plugin: Plugin | undefined
let api: Api | undefined

parentPort?.on('message', (message: ToThread) => void obey(message))
await load()

async function load() {
  try {
    process.setSourceMapsEnabled(true)
    register(reading, { data: { start, host }, transferList: [host] })
    const loaded = (await import('task-orchestrator/this-plugin' as string)) as { default?: Plugin }
    if (typeof loaded.default !== 'object' || loaded.default === null) throw new Error('the module has no plugin as its default export')
    plugin = loaded.default
    tell({ kind: 'loaded', plugin: describe(plugin) })
  } catch (error) {
    tell({ kind: 'unloadable', message: messageOf(error) })
  }
}

function describe({ name, version, api: of, description, settings, timeLimits, commands, schedules, ...rest }: Plugin): Described {
  const handlers = HANDLERS.filter((handler) => typeof rest[handler] === 'function')
  const described = { name, version, api: of, description, settings: settings ?? {}, timeLimits: timeLimits ?? {}, handlers }
  // Whatever is no data stays here.
  return JSON.parse(JSON.stringify({ ...described, commands: withoutRun(commands), schedules: withoutRun(schedules) })) as Described
}

function withoutRun(all: Plugin['commands'] | Plugin['schedules'] = {}) {
  return Object.fromEntries(Object.entries(all).map(([name, { run: _, ...one }]): [string, unknown] => [name, one]))
}

async function obey(message: ToThread) {
  switch (message.kind) {
    case 'begin':
      api = handsOf(message)
      return
    case 'answer':
      return take(message.id)?.resolve(message.result)
    case 'refuse':
      return take(message.id)?.reject(new Error(message.message))
    case 'call':
      try {
        tell({ kind: 'done', id: message.id, result: await run(message.call) })
      } catch (error) {
        tell({ kind: 'failed', id: message.id, message: messageOf(error) })
      }
  }
}

async function run(call: Call): Promise<unknown> {
  if (!plugin || !api) throw new Error('the plugin has not begun')
  const payload = call.payload as never
  if ('command' in call) return plugin.commands?.[call.command]?.run(payload, api)
  if ('schedule' in call) return plugin.schedules?.[call.schedule]?.run(payload, api)
  let result: unknown
  for (const name of call.functions) result = await plugin[name]?.(payload, api)
  return result
}

function take(id: number) {
  const waiting = asked.get(id)
  asked.delete(id)
  return waiting
}

function ask(wish: Wish, ...given: unknown[]): Promise<unknown> {
  // What waits for its turn waits here, in the plugin's own memory.
  return turn(
    () =>
      new Promise((resolve, reject) => {
        const id = ++lastAsked
        tell({ kind: 'ask', id, wish, arguments: given })
        asked.set(id, { resolve, reject })
      }),
  )
}

function handsOf({ config, actor }: Extract<ToThread, { kind: 'begin' }>): Api {
  const write = async (changes: { collection: string; key: string; value?: unknown }[]) => void (await ask('write', changes.map(stored)))
  return {
    config,
    actor,
    // What comes is what the plugin says that it asked for.
    graphql: async <Data>(document: string, variables?: Record<string, unknown>) =>
      (await ask('graphql', document, variables ?? {})) as Data,
    store: {
      get: async <T>(collection: string, key: string) => (await ask('get', collection, key)) as T | null,
      list: async (collection, page) => (await ask('list', collection, page ?? {})) as never,
      set: (collection, key, value) => write([{ collection, key, value: value ?? null }]),
      delete: (collection, key) => write([{ collection, key }]),
      write,
    },
    log: (message) => void (lines.take() === 'yes' && tell({ kind: 'log', message: shortened(String(message)) })),
  }
}

/** As JSON; without a value the row goes. */
const stored = ({ collection, key, value }: { collection: string; key: string; value?: unknown }) => ({
  collection,
  key,
  value: value === undefined ? null : JSON.stringify(value),
})
