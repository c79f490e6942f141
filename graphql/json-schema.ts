import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql'

/** The JSON Schema of what an input type takes, descriptions included. Null needs no mention: leaving a field out says the same. */
export function jsonSchemaOf(type: GraphQLInputType): object {
  if (isNonNullType(type)) return jsonSchemaOf(type.ofType)
  if (isListType(type)) return { type: 'array', items: jsonSchemaOf(type.ofType) }
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) }
  if (isInputObjectType(type)) return objectSchemaOf(type)
  return SCALARS[getNamedType(type).name] ?? {}
}

export function objectSchemaOf(type: GraphQLInputObjectType) {
  const fields = Object.values(type.getFields())
  const required = fields.filter(isRequiredInputField).map(({ name }) => name)
  return {
    type: 'object' as const,
    properties: Object.fromEntries(fields.map((field) => [field.name, describedSchema(field)])),
    ...(required.length ? { required } : {}),
  }
}

interface Described {
  type: GraphQLInputType
  description?: string | null | undefined
  defaultValue?: unknown
}

export function describedSchema({ type, description, defaultValue }: Described): object {
  const isSaid = defaultValue !== undefined && defaultValue !== null
  return { ...jsonSchemaOf(type), ...(description ? { description } : {}), ...(isSaid ? { default: defaultValue } : {}) }
}

const SCALARS: Record<string, object> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  DateTime: { type: 'string', format: 'date-time' },
}
