import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { NetworkFault, networkList } from './outbound/networks.ts'

/** Faults of the configuration, all of them at once. */
export class ConfigurationError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}: ${faults.join('; ')}`)
    this.name = 'ConfigurationError'
  }
}

const flag = z.enum(['true', 'false', '1', '0'], 'must be true or false').transform((value) => value === 'true' || value === '1')

const encryptionKey = /^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/
const KEY_SHAPE = 'must be 32 random bytes as base64 or hex; `openssl rand -base64 32` makes one'

const variables = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], 'must be production, development or test').default('development'),
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be 0 to 65535')
    .max(65535, 'must be 0 to 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.string().transform(origins).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)/, 'must start with file: or postgres://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ENCRYPTION_KEY: z.string().regex(encryptionKey, KEY_SHAPE).optional(),
  ENCRYPTION_OLD_KEYS: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .pipe(z.array(z.string().regex(encryptionKey, KEY_SHAPE)))
    .optional(),
  PLUGINS: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(Boolean), 'must be names and paths separated by commas')
    .refine((entries) => new Set(entries).size === entries.length, 'must name each plugin once')
    .default([]),
  TRUST_PROXY: flag.default(false),
  RATE_LIMIT: z.coerce
    .number('must be a number of requests')
    .int('must be a whole number of requests')
    .min(10, 'must be at least 10')
    .max(1_000_000, 'must be at most 1,000,000')
    .default(300),
  IMPORT_MAX_MB: z.coerce
    .number('must be a number of megabytes')
    .min(1, 'must be at least 1')
    .max(10_000, 'must be at most 10,000')
    .default(200),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WEBHOOK_NETWORKS: z.string().default('').transform(networks),
  HOOKS_DIR: z
    .string()
    .transform((folder) => resolve(folder))
    .optional(),
  HOOK_FAULT: z.enum(['allow', 'refuse'], 'must be allow or refuse').default('allow'),
  HOOK_TIMEOUT: z.coerce.number('must be a number of seconds').min(0.1, 'must be at least 0.1').max(300, 'must be at most 300').default(10),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be trace, debug, info, warn, error, fatal or silent')
    .default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'must be json or pretty').optional(),
})

/** Reads the variables that this program knows. An empty value counts as absent. Throws ConfigurationError. */
export function parseEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.keys(variables.shape).flatMap((name) => (source[name] ? [[name, source[name]]] : [])))
  const parsed = variables.safeParse(given)
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  const { PUBLIC_URL, ...rest } = parsed.data
  const DATA_DIR = resolve(rest.DATA_DIR)
  return {
    ...rest,
    DATA_DIR,
    DATABASE_URL: absolute(rest.DATABASE_URL ?? `file:${DATA_DIR}/task-orchestrator.db`),
    /** The origins under which browsers reach the server; the first one stands in links. */
    PUBLIC_URLS: PUBLIC_URL ?? localOrigins(rest.PORT),
    hasPublicUrl: PUBLIC_URL !== undefined,
    /** What plugins are told: `PLUGIN_<NAME>_<KEY>`. */
    pluginVariables: Object.fromEntries(Object.entries(source).filter(([name]) => name.startsWith('PLUGIN_'))) as Record<string, string>,
  }
}

export type Env = ReturnType<typeof parseEnv>
let current: Env | undefined

/** The configuration, read once: from the environment, and for what it does not say from `.env` in the working directory. */
export function env(): Env {
  return (current ??= read())
}

function read() {
  if (process.env.NODE_ENV !== 'test' && existsSync('.env')) process.loadEnvFile('.env')
  return parseEnv(process.env)
}

/** With PORT=0 the system chooses a port; the default origins follow it. */
export function listeningOn(port: number) {
  current = { ...env(), PORT: port, PUBLIC_URLS: env().hasPublicUrl ? env().PUBLIC_URLS : localOrigins(port) }
}

export const isLoopback = (host: string) => /^(localhost|::1|\[::1\]|127(\.\d{1,3}){3}|::ffff:127(\.\d{1,3}){3})$/.test(host)

function localOrigins(port: number) {
  return ['127.0.0.1', 'localhost', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin)
}

function origins(list: string, context: z.RefinementCtx) {
  return list.split(',').flatMap((part) => {
    const url = URL.canParse(part.trim()) ? new URL(part.trim()) : null
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username) return [url.origin]
    context.addIssue({ code: 'custom', message: `must be http(s) origins separated by commas; "${part.trim()}" is not one` })
    return []
  })
}

function networks(list: string, context: z.RefinementCtx) {
  try {
    return networkList(list.split(',').filter((network) => network.trim()))
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error
    const message = `must be networks such as 10.0.0.0/8, separated by commas; "${error.message.trim()}" is not one`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
}

function absolute(databaseUrl: string) {
  return databaseUrl.startsWith('file:') ? `file:${resolve(databaseUrl.slice('file:'.length))}` : databaseUrl
}
