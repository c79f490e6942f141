import { readFileSync } from 'node:fs'
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { expect, it } from 'vitest'
import { schema } from './schema.ts'

const here = (path: string) => new URL(path, import.meta.url)
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))

it('every type, field, argument, enum value and input field has a description', () => {
  const bare: string[] = []
  const look = (name: string, { description }: { description?: string | null | undefined }) => void (description?.trim() || bare.push(name))
  for (const type of types) {
    look(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field)
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field)
        for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument)
      }
  }
  expect(bare).toEqual([])
})

it('every mutation takes one input with an idempotency key, and its success says whether it was replayed', () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const title = field.name.charAt(0).toUpperCase() + field.name.slice(1)
    expect(field.args.map(({ name, type }) => `${name}: ${type}`)).toEqual([`input: ${title}Input!`])
    expect(String(field.type)).toBe(`${title}Result!`)
    const [input, success] = [schema.getType(`${title}Input`), schema.getType(`${title}Success`)]
    expect(isInputObjectType(input) && String(input.getFields().idempotencyKey?.type)).toBe('String')
    expect(isObjectType(success) && String(success.getFields().replayed?.type)).toBe('Boolean!')
  }
})

it('a field has one type among all members of a union, so that one operation can ask each of them for it', () => {
  for (const union of types.filter(isUnionType)) {
    const known = new Map<string, string>()
    for (const { name, type } of union.getTypes().flatMap((member) => Object.values(member.getFields()))) {
      expect(`${union.name}.${name}: ${type}`).toBe(`${union.name}.${name}: ${known.get(name) ?? type}`)
      known.set(name, String(type))
    }
  }
})

it('schema.graphql is what the code says', () => {
  expect(readFileSync(here('schema.graphql'), 'utf8')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`)
})
