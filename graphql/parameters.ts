import {
  isInputObjectType,
  isRequiredInputField,
  Kind,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type GraphQLInputType,
} from 'graphql'
import type { Published } from './published.ts'
import { schema } from './schema.ts'

/** One thing that a published document takes. */
export interface Parameter {
  name: string
  type: GraphQLInputType
  isRequired: boolean
  description: string
  defaultValue: unknown
}

/** Whether a document takes all it takes in one `input`, as every mutation does. */
export const takesInput = ({ operation }: Published) => operation.operation === 'mutation'

/** What a document takes: the fields of its input, or the arguments that its variables feed. */
export function parametersOf(document: Published): Parameter[] {
  return takesInput(document) ? inputFields(document) : variables(document)
}

/** What a document is for: an act, as the schema says it; a read that puts several together, as it says itself. */
export function aboutOf({ text, operation, roots: [root] }: Published): string {
  if (operation.operation === 'query') return /^# (.*)$/m.exec(text)?.[1] ?? ''
  return (root && schema.getRootType(operation.operation)?.getFields()[root.name.value]?.description) ?? ''
}

function inputFields({ name, operation }: Published): Parameter[] {
  const [variable] = operation.variableDefinitions ?? []
  const type = variable && typeFromAST(schema, variable.type)
  const input = schema.getType(String(type).replace('!', ''))
  if (!isInputObjectType(input)) throw new Error(`${name}.graphql takes no $input.`)
  return Object.values(input.getFields()).map((field) => ({
    name: field.name,
    type: field.type,
    isRequired: isRequiredInputField(field),
    description: field.description ?? '',
    defaultValue: field.defaultValue,
  }))
}

function variables({ operation }: Published): Parameter[] {
  const found = new Map<string, Parameter>()
  const info = new TypeInfo(schema)
  const definitions = new Map(operation.variableDefinitions?.map((definition) => [definition.variable.name.value, definition]))
  visit(
    operation,
    visitWithTypeInfo(info, {
      Variable({ name: { value: name } }) {
        const [argument, type, definition] = [info.getArgument(), info.getInputType(), definitions.get(name)]
        if (!argument || !type || !definition) return
        const { type: given, defaultValue } = definition
        found.set(name, {
          name,
          type,
          isRequired: given.kind === Kind.NON_NULL_TYPE && !defaultValue,
          description: argument.description ?? '',
          defaultValue: defaultValue && valueFromASTUntyped(defaultValue),
        })
      },
    }),
  )
  return [...found.values()]
}
