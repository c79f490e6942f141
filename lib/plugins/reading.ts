// How a plugin's thread finds and reads modules; it runs beside the thread, where Node keeps such hooks.
import type { LoadHook, ResolveHook } from 'node:module'
import type { MessagePort } from 'node:worker_threads'
import type { Read, Start } from './messages.ts'

const TYPESCRIPT = /\.m?tsx?([?#]|$)/

let start: Start
let host: MessagePort
let lastAsked = 0
const asked = new Map<number, (read: Read) => void>()

export function initialize(given: { start: Start; host: MessagePort }) {
  ;({ start, host } = given)
  host.on('message', (read: Read) => {
    asked.get(read.id)?.(read)
    asked.delete(read.id)
    if (asked.size === 0) host.unref()
  })
  host.unref()
}

/**
 * `task-orchestrator/plugin` is this installation's own interface, wherever the plugin lies. As TypeScript allows, one file of it may name
 * another one as it will be named in JavaScript, or without an ending.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === 'task-orchestrator/plugin') return next(start.api, context)
  if (specifier === 'task-orchestrator/this-plugin') return next(start.specifier, { ...context, parentURL: start.from })
  if (!specifier.startsWith('.') || !TYPESCRIPT.test(context.parentURL ?? '')) return next(specifier, context)
  try {
    return await next(specifier, context)
  } catch (error) {
    const typed = /\.m?js$/.test(specifier) ? specifier.replace(/js$/, 'ts') : `${specifier}.ts`
    try {
      return await next(typed, context)
    } catch {
      throw error
    }
  }
}

/** The host turns TypeScript into JavaScript, so that no thread has a compiler of its own. It is a module, also where no package.json says so. */
export const load: LoadHook = async (url, context, next) => {
  if (!url.startsWith('file:') || !TYPESCRIPT.test(url)) return next(url, context)
  const id = ++lastAsked
  const { source, fault } = await new Promise<Read>((answer) => {
    asked.set(id, answer)
    // Nothing else keeps these hooks waiting for the answer.
    host.ref()
    host.postMessage({ id, url })
  })
  if (fault !== null) throw new Error(fault)
  return { format: 'module', source, shortCircuit: true }
}
