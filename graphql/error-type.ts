import type { FieldMap } from '@pothos/core'
import { DomainError, ERROR_CODES, type ErrorCode } from '#lib/errors.ts'
import type { StoredError } from '#lib/stored-error.ts'
import { builder, enumOf, type Fields } from './builder.ts'

const meanings = Object.fromEntries(Object.entries(ERROR_CODES).map(([code, { meaning }]) => [code, meaning])) as Record<ErrorCode, string>
const ErrorCodes = enumOf(
  'ErrorCode',
  'Every code a client can meet: in the unions of mutations, or in `errors[].extensions.code`.',
  meanings,
)

export const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'An expected refusal. Nothing was changed.',
  resolveType: (error) => memberName(error),
  fields: (t) => ({
    code: t.field({ type: ErrorCodes, description: 'What kind of refusal this is.', resolve: (error) => error.code }),
    message: t.exposeString('message', { description: 'What happened, for people.' }),
    hint: t.exposeString('hint', { description: 'What to do next.' }),
    retryable: t.exposeBoolean('retryable', { description: 'Whether the same call may succeed later without a change of input.' }),
  }),
})

/** An error class of the domain, and the type of the API that its instances become. */
export interface ErrorType {
  name: string
  code: ErrorCode
  of: abstract new (...args: never[]) => DomainError
  ref: ReturnType<typeof define>
}

function define<E extends DomainError>(name: string, code: ErrorCode, fields: (t: Fields<E>) => FieldMap) {
  // Every E is a DomainError, which the compiler does not see through a type parameter.
  const interfaces = [ErrorInterface] as never
  return builder.objectRef<E>(name).implement({ description: ERROR_CODES[code].meaning, interfaces, fields })
}

/** Refusals on their way to the client. The executor would throw an Error that a resolver answers, so a plain copy goes. */
const names = new WeakMap<object, string>()

/** The member of a union that an error becomes; null when none of the types is its own. */
export function memberOf(error: unknown, types: readonly ErrorType[]): DomainError | null {
  const type = types.find(({ of }) => error instanceof of)
  if (!type || !(error instanceof DomainError)) return null
  const { name, message, code, hint, retryable } = error
  const member = { ...error, name, message, code, hint, retryable }
  return nameMember(member, type.name)
}

/** Says of which type of a union a value is. */
export function nameMember<Value extends object>(value: Value, name: string): Value {
  names.set(value, name)
  return value
}

/** The name that a value was given; undefined for anything else. */
export const memberName = (value: object) => names.get(value)

const byCode = new Map<ErrorCode, ErrorType>()

/** A refusal that was stored as data, as the type that its code stands for. */
export function memberOfCode(refusal: StoredError): DomainError {
  const { name } = byCode.get(refusal.code) ?? {}
  if (name === undefined) throw new Error(`no type stands for ${refusal.code}`)
  return nameMember({ ...refusal, name }, name)
}

/** Declares the type of the API that the instances of an error class become. */
export const errorType = <E extends DomainError>(
  name: string,
  code: ErrorCode,
  of: abstract new (...args: never[]) => E,
  fields: (t: Fields<E>) => FieldMap,
): ErrorType => {
  const type = { name, code, of, ref: define(name, code, fields) }
  byCode.set(code, type)
  return type
}
