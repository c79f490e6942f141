import { isInputObjectType, isRequiredInputField, TypeInfo, typeFromAST, visit, visitWithTypeInfo, type GraphQLInputType } from 'graphql'
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

/** What the schema says of the first field that the document asks for. */
export function aboutOf({ operation, roots: [root] }: Published): string {
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
  const found: Parameter[] = []
  const info = new TypeInfo(schema)
  const required = new Set(
    operation.variableDefinitions?.flatMap(({ variable, type, defaultValue }) =>
      type.kind === 'NonNullType' && !defaultValue ? [variable.name.value] : [],
    ),
  )
  visit(
    operation.selectionSet,
    visitWithTypeInfo(info, {
      Variable({ name: { value: name } }) {
        const [argument, type] = [info.getArgument(), info.getInputType()]
        if (!argument || !type || found.some((parameter) => parameter.name === name)) return
        found.push({
          name,
          type,
          isRequired: required.has(name),
          description: argument.description ?? '',
          defaultValue: argument.defaultValue,
        })
      },
    }),
  )
  return found
}
