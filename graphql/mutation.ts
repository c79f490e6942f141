import type { FieldMap, InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core'
import type { Caller } from '#lib/auth/caller.ts'
import { builder, callerOf, type Fields, type Inputs, type SchemaTypes } from './builder.ts'
import { type ErrorType, memberName, memberOf, nameMember } from './error-type.ts'
import { COMMON_ERRORS } from './errors.ts'
import { createLoaders } from './loaders.ts'

/** What the domain answers to an act: ids and numbers, which the success type reads again for the selection at hand. */
interface Outcome {
  replayed: boolean
}
/** A null that a client sends reaches the domain, which clears the field or refuses; its types name it only where it clears. */
type Given<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? Given<Item>[]
    : T extends object
      ? { [K in keyof T]: Given<Exclude<T[K], null>> }
      : T
type Input<F extends InputFieldMap> = Given<InputShapeFromFields<F> & { idempotencyKey?: string | null | undefined }>

/** A good answer that is not the success: a member of the union of its own, by the name of its type. */
export class Instead {
  constructor(
    readonly type: string,
    readonly value: object,
  ) {}
}

interface Act<F extends InputFieldMap, O extends Outcome> {
  description: string
  errors?: readonly ErrorType[]
  /** The types of what `resolve` may answer instead of the success. */
  instead?: readonly ObjectRef<SchemaTypes, object>[]
  input: (t: Inputs) => F
  resolve: (caller: Caller, input: Input<F>) => Promise<O | Instead>
  success: (t: Fields<O>) => FieldMap
}

/**
 * Declares a mutation with its input, its success type and the union of what may come of it.
 * Errors of the domain become members of the union when their class is listed; all others go to `errors[]`.
 */
export function mutation<F extends InputFieldMap, O extends Outcome>(name: string, act: Act<F, O>): void
export function mutation(name: string, act: Act<InputFieldMap, Outcome>) {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const refusals = [...COMMON_ERRORS, ...(act.errors ?? [])]

  const input = builder.inputType(`${title}Input`, {
    description: `What \`${name}\` takes.`,
    fields: (t) => ({
      ...act.input(t),
      idempotencyKey: t.string({
        description:
          'Chosen by you, 1 to 200 characters, good for 24 hours: the same call with the same key acts once and answers the same.',
      }),
    }),
  })
  const success = builder.objectRef<Outcome>(`${title}Success`).implement({
    description: `\`${name}\` was done.`,
    fields: (t) => ({
      ...act.success(t),
      replayed: t.boolean({
        description: 'Whether the idempotency key was known and the act had been done before.',
        resolve: (outcome) => outcome.replayed,
      }),
    }),
  })
  const result = builder.unionType(`${title}Result`, {
    description: `What may come of \`${name}\`.`,
    types: [success, ...(act.instead ?? []), ...refusals.map(({ ref }) => ref)],
    resolveType: (value) => memberName(value) ?? `${title}Success`,
  })

  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      description: act.description,
      args: { input: t.arg({ type: input, required: true, description: 'What to do it with.' }) },
      resolve: async (_, args, context) => {
        try {
          const outcome = await act.resolve(callerOf(context), args.input as Input<InputFieldMap>)
          return outcome instanceof Instead ? nameMember(outcome.value, outcome.type) : outcome
        } catch (error) {
          const refusal = memberOf(error, refusals)
          if (!refusal) throw error
          return refusal
        } finally {
          if (context.caller) context.loaders = createLoaders(context.caller)
        }
      },
    }),
  )
}
