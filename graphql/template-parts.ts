import type { Fault } from '#lib/domain/template/fault.ts'
import type { Variables } from '#lib/domain/template/values.ts'
import { isRequired, VARIABLE_TYPES, type Variable, type VariableType } from '#lib/domain/template/variables.ts'
import { builder, enumOf } from './builder.ts'

const TemplateVariableType = enumOf('TemplateVariableType', 'What a variable of a template takes.', VARIABLE_TYPES)

interface Named {
  name: string
  variable: Variable
}

export const variablesOf = (variables: Variables): Named[] => Object.entries(variables).map(([name, variable]) => ({ name, variable }))

/** A limit that only some types have. */
const limit =
  (name: 'pattern' | 'minLength' | 'maxLength' | 'min' | 'max' | 'minItems' | 'maxItems' | 'choices' | 'multiline') =>
  ({ variable }: Named): unknown =>
    (name in variable ? (variable[name as keyof Variable] as unknown) : undefined) ?? null
const asNumber = (value: unknown) => (typeof value === 'number' ? value : null)
const asText = (value: unknown) => (typeof value === 'string' ? value : null)

export const TemplateVariable = builder.objectRef<Named>('TemplateVariable').implement({
  description: 'What is filled in when a template is used.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name that its text uses: `{{name}}`.' }),
    type: t.field({
      type: TemplateVariableType,
      description: 'What it takes.',
      resolve: ({ variable }) => variable.type.toUpperCase() as VariableType,
    }),
    label: t.string({ description: 'What it is called in forms.', resolve: ({ name, variable }) => variable.label ?? name }),
    description: t.string({ description: 'What it is for.', resolve: ({ variable }) => variable.description ?? '' }),
    isRequired: t.boolean({ description: 'Whether it must be given.', resolve: ({ variable }) => isRequired(variable) }),
    default: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it is when nothing is given; a date may count from today: "today + 3d".',
      resolve: ({ variable }) => variable.default ?? null,
    }),
    choices: t.stringList({
      description: 'Of a CHOICE: what there is to choose from.',
      resolve: ({ variable }) => (variable.type === 'choice' ? variable.choices : []),
    }),
    isMultiline: t.boolean({
      description: 'Of a TEXT: whether it may have several lines.',
      resolve: (one) => limit('multiline')(one) === true,
    }),
    pattern: t.string({
      nullable: true,
      description: 'Of a TEXT or each word of a LIST: the regular expression that it must fit in whole.',
      resolve: (one) => asText(limit('pattern')(one)),
    }),
    minLength: t.int({
      nullable: true,
      description: 'Of a TEXT: the fewest characters.',
      resolve: (one) => asNumber(limit('minLength')(one)),
    }),
    maxLength: t.int({
      nullable: true,
      description: 'Of a TEXT or each word of a LIST: the most characters.',
      resolve: (one) => asNumber(limit('maxLength')(one)),
    }),
    min: t.float({ nullable: true, description: 'Of a number: the least.', resolve: (one) => asNumber(limit('min')(one)) }),
    max: t.float({ nullable: true, description: 'Of a number: the most.', resolve: (one) => asNumber(limit('max')(one)) }),
    earliest: t.string({
      nullable: true,
      description: 'Of a DATE: the first day; may count from today.',
      resolve: (one) => asText(limit('min')(one)),
    }),
    latest: t.string({
      nullable: true,
      description: 'Of a DATE: the last day; may count from today.',
      resolve: (one) => asText(limit('max')(one)),
    }),
    minItems: t.int({ nullable: true, description: 'Of a LIST: the fewest words.', resolve: (one) => asNumber(limit('minItems')(one)) }),
    maxItems: t.int({ nullable: true, description: 'Of a LIST: the most words.', resolve: (one) => asNumber(limit('maxItems')(one)) }),
  }),
})

export const TemplateFault = builder.objectRef<Fault>('TemplateFault').implement({
  description: 'What is wrong with a template, or with a value for it.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path of the field, such as `tasks.3.title` or `values.version`.' }),
    message: t.exposeString('message', { description: 'What is wrong with it.' }),
    line: t.exposeInt('line', { nullable: true, description: 'The line of the text, from 1; null for a value.' }),
    column: t.exposeInt('column', { nullable: true, description: 'The column of the text, from 1; null for a value.' }),
  }),
})
