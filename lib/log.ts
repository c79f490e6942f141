import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import pino, { type DestinationStream, type LoggerOptions } from 'pino'
import { env } from './env.ts'

/** What every line of a request says about it. The actor is filled in once it is known. */
export interface RequestContext {
  requestId: string
  actorId?: string
}
const requests = new AsyncLocalStorage<RequestContext>()

export const duringRequest = <T>(context: RequestContext, run: () => T): T => requests.run(context, run)
export const requestContext = () => requests.getStore()

const SECRETS = ['authorization', 'cookie', '["set-cookie"]', 'token', 'password', 'secret', 'AUTH_SECRET', 'METRICS_TOKEN', 'DATABASE_URL']

/** The logger's options; tests give them a destination of their own. */
export const logOptions = {
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ ...requests.getStore() }),
  redact: { paths: ['', '*', '*.*'].flatMap((depth) => SECRETS.map((name) => path(depth, name))), censor: '[hidden]' },
} satisfies LoggerOptions

export const log = pino({ ...logOptions, level: env().LOG_LEVEL }, destination())

function path(depth: string, name: string) {
  return depth === '' ? name : name.startsWith('[') ? depth + name : `${depth}.${name}`
}

/** Readable lines at a terminal, JSON elsewhere. The pretty printer is absent from a production install, and is not needed there. */
function destination(): DestinationStream {
  const isPretty = env().LOG_FORMAT ? env().LOG_FORMAT === 'pretty' : process.stdout.isTTY
  if (isPretty) {
    try {
      const pretty = createRequire(import.meta.url)('pino-pretty') as (options: object) => DestinationStream
      return pretty({ sync: true, translateTime: 'SYS:HH:MM:ss', singleLine: true })
    } catch {
      return pino.destination({ sync: true })
    }
  }
  return pino.destination({ sync: true })
}
