import { InvalidInputError, type FieldIssue } from '#lib/errors.ts'
import type { Argument, Arguments } from '#lib/plugins/api.ts'
import { LIMITS } from '../limits.ts'
import { checkText, checkValue, isEmpty, isVoid, type Checked, type Kind, type Scalar } from '../value/kind.ts'

type Values = Record<string, Scalar | undefined>

/** What a caller gives for the arguments of a command, or an owner sets, with defaults. Throws InvalidInputError that names all faults. */
export function readValues(spec: Arguments, given: unknown, at: string): Values {
  if (!isRecord(given ?? {})) throw new InvalidInputError([{ field: at, message: 'must be an object with the values by name' }])
  const asked = new Map(Object.entries(given ?? {}))
  const issues: FieldIssue[] = strangers(spec, [...asked.keys()], at)
  const values: Values = {}
  for (const [name, argument] of Object.entries(spec)) {
    const { value, message } = valueOf(argument, asked.get(name))
    if (message === undefined) values[name] = value
    else issues.push({ field: `${at}.${name}`, message })
  }
  if (issues.length) throw new InvalidInputError(issues)
  return values
}

/** Why a plugin cannot ask for this: its limits leave nothing, or its default is beyond them. null: it can. */
export function argumentFault(argument: Argument): string | null {
  if (argument.type === 'task' || argument.type === 'actor') return null
  const kind = kindOf(argument)
  if (isVoid(kind)) return 'its least is beyond its most'
  const { message } = 'default' in argument && argument.default !== undefined ? checkValue(kind, argument.default) : {}
  return message === undefined ? null : `its default ${message}`
}

const isRecord = (given: unknown) => typeof given === 'object' && !Array.isArray(given)

function strangers(spec: Arguments, names: readonly string[], at: string): FieldIssue[] {
  const strange = names.filter((name) => !Object.hasOwn(spec, name))
  if (!strange.length) return []
  const known = Object.keys(spec)
  return [
    { field: at, message: `has no ${strange.join(', ')}; ${known.length ? `there is ${known.join(', ')}` : 'there is nothing to give'}` },
  ]
}

function valueOf(argument: Argument, given: unknown): Checked<Scalar | undefined> {
  if (!isEmpty(given)) return checkArgument(argument, given)
  const otherwise = 'default' in argument ? argument.default : undefined
  return otherwise === undefined && argument.isRequired ? { message: 'must be given' } : { value: otherwise }
}

function checkArgument(argument: Argument, given: unknown): Checked {
  if (argument.type !== 'task' && argument.type !== 'actor') return checkValue(kindOf(argument), given)
  return checkText(typeof given === 'string' ? given.trim() : given, 1, 100)
}

function kindOf(argument: Exclude<Argument, { type: 'task' | 'actor' }>): Kind {
  switch (argument.type) {
    case 'text':
      return { type: 'text', maxLength: argument.maxLength ?? LIMITS.plugin.text }
    case 'file':
      return { type: 'text', maxLength: LIMITS.plugin.file }
    default:
      return argument
  }
}
