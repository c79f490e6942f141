import SchemaBuilder from '@pothos/core'
import { GraphQLError } from 'graphql'
import type { Caller } from '#lib/auth/caller.ts'
import { UnauthenticatedError } from '#lib/errors.ts'
import type { Context } from './context.ts'

interface Types {
  Context: Context
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Date; Output: Date }
    JSON: { Input: unknown; Output: unknown }
  }
}

export const builder = new SchemaBuilder<Types>({ defaultFieldNullability: false })
export type SchemaTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never
export type Fields<Row> = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Row>
export type Inputs = PothosSchemaTypes.InputFieldBuilder<SchemaTypes, 'InputObject'>

builder.queryType({ description: 'Everything that can be read. What is hidden from you or missing is null.' })
builder.mutationType({ description: 'Everything that can be done: one act each, with one input and a union of what may come of it.' })
builder.subscriptionType({
  description: 'What can be watched. Each takes the number of the last event you have seen and goes on from there.',
})

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i

builder.scalarType('DateTime', {
  description: 'A moment in RFC 3339, such as `2026-01-31T12:00:00.000Z`. Answers are in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const time = typeof value === 'string' && RFC3339.test(value) ? new Date(value) : null
    if (!time || Number.isNaN(time.getTime())) throw new GraphQLError('DateTime must be a string such as "2026-01-31T12:00:00Z".')
    return time
  },
})
builder.scalarType('JSON', { description: 'Any JSON value.', serialize: (value) => value, parseValue: (value) => value })

/** An enum of the API whose values and meanings stand in a table of the domain. */
export function enumOf<Name extends string>(name: string, description: string, meanings: Readonly<Record<Name, string>>) {
  const values = Object.fromEntries(Object.entries(meanings).map(([value, meaning]) => [value, { description: meaning }]))
  return builder.enumType(name, { description, values: values as Record<Name, { description: string }> })
}

/** Every transport has refused strangers before; this is the second lock. */
export function callerOf(context: Context): Caller {
  if (!context.caller) throw new UnauthenticatedError()
  return context.caller
}
