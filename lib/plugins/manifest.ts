import { z } from 'zod'
import { argumentFault } from '#lib/domain/plugin/values.ts'
import { API_VERSION, type Arguments } from './api.ts'
import { HANDLERS } from './messages.ts'

const LONGEST_MS = 60_000
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const UNITS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: DAY_MS }
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 lowercase letters, digits and hyphens')
const words = (max: number) => z.string().trim().min(1, 'must not be empty').max(max, `must have at most ${max} characters`)
const limit = (otherwise: number) => z.number().int().min(10).max(LONGEST_MS, `must be at most ${LONGEST_MS}`).default(otherwise)

const shared = { label: words(100), description: words(500).optional(), isRequired: z.boolean().optional() }
const number = { ...shared, default: z.number().optional(), min: z.number().optional(), max: z.number().optional() }
const argument = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    ...shared,
    default: z.string().optional(),
    maxLength: z.number().int().min(1).max(500_000).optional(),
    isMultiline: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('number'), ...number }),
  z.strictObject({ type: z.literal('integer'), ...number }),
  z.strictObject({ type: z.literal('boolean'), ...shared, default: z.boolean().optional() }),
  z.strictObject({ type: z.literal('date'), ...shared, default: z.string().optional() }),
  z.strictObject({
    type: z.literal('choice'),
    ...shared,
    choices: z.array(words(100)).min(1).max(100),
    default: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('file'), ...shared }),
  z.strictObject({ type: z.literal('task'), ...shared }),
  z.strictObject({ type: z.literal('actor'), ...shared }),
])
const argumentsOf = z
  .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'must be a letter, then letters and digits, at most 40'), argument)
  .refine((given) => Object.keys(given).length <= 30, 'there may be at most 30')
  .superRefine((given, context) => {
    for (const [name, one] of Object.entries(given)) {
      const fault = argumentFault(one)
      if (fault) context.addIssue({ code: 'custom', path: [name], message: fault })
    }
  })

const manifest = z.object({
  name,
  version: z.string().regex(/^\d+\.\d+\.\d+([-+].{1,40})?$/, 'must be a version such as 1.4.0'),
  api: z.string().superRefine((version, context) => {
    const fault = versionFault(version)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  }),
  description: z.string().trim().max(500, 'must have at most 500 characters').default(''),
  settings: argumentsOf.refine(
    (given) => Object.values(given).every(({ type }) => type !== 'file' && type !== 'task' && type !== 'actor'),
    'settings have no files, tasks and actors',
  ),
  timeLimits: z.object({ beforeTaskCreate: limit(2_000), event: limit(10_000), command: limit(30_000), schedule: limit(30_000) }),
  handlers: z.array(z.enum(HANDLERS)),
  commands: z.record(
    name,
    z.strictObject({
      title: words(100),
      description: words(500),
      needs: z.enum(['READ', 'WORK', 'MANAGE']).default('WORK'),
      scope: z.enum(['PROJECT', 'WORKSPACE']).default('PROJECT'),
      arguments: argumentsOf.default({}),
    }),
  ),
  schedules: z.record(
    name,
    z.strictObject({
      title: words(100),
      description: words(500),
      every: z.string().refine((every) => msOf(every) >= MINUTE_MS && msOf(every) <= 7 * DAY_MS, 'must be from 1m to 7d, such as 15m'),
      scope: z.enum(['PROJECT', 'WORKSPACE']).default('PROJECT'),
    }),
  ),
})

export type Manifest = z.output<typeof manifest> & { settings: Arguments }
export type ScheduleManifest = Manifest['schedules'][string]
export type CommandManifest = Manifest['commands'][string]

/** What a plugin says of itself, checked. Throws an Error that names every fault. */
export function readManifest(described: unknown): Manifest {
  const parsed = manifest.safeParse(described)
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

/** How long `15m`, `6h` and `1d` are; NaN for what is no such time. */
export function msOf(every: string): number {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(every) ?? []
  return Number(count) * UNITS[unit as keyof typeof UNITS]
}

/** Why a plugin that was written for this version of the interface is not loaded; null when it is. */
export function versionFault(version: string, own = API_VERSION): string | null {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(version) ?? []
  if (major === undefined) return `must be the version of the interface that it was written for, such as "${own}"`
  const [ownMajor = 0, ownMinor = 0] = own.split('.').map(Number)
  if (Number(major) === ownMajor && Number(minor) <= ownMinor) return null
  return `it was written for interface ${version}, and this server has ${own}`
}
