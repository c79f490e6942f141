import { z } from 'zod'
import { text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { isMovingDay } from '../value/day.ts'

export const VARIABLE_TYPES = {
  TEXT: 'Words.',
  NUMBER: 'A number, such as 2.5.',
  INTEGER: 'A whole number.',
  BOOLEAN: 'Yes or no.',
  DATE: 'A day, such as 2026-01-31.',
  CHOICE: 'One of a few words.',
  PERSON: 'The handle of a member: a person or an agent.',
  LIST: 'Several words; a task can be repeated for each.',
} as const
export type VariableType = keyof typeof VARIABLE_TYPES

/** Names that every template knows. */
export const BUILT_IN = {
  today: 'The day on which the tasks are created.',
  project: 'The key of the project.',
  me: 'The handle of who creates the tasks.',
} as const

const { templateVariable: MOST } = LIMITS

export const variableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must begin with a letter and have up to 40 letters, digits and _')
  .refine((name) => !(name in BUILT_IN), 'is the name of something that every template has')

const movingDay = z.string().refine(isMovingDay, 'must be a day such as 2026-01-31, or "today + 3d"')

const word = text(MOST.text, 1)
const about = {
  label: text(MOST.label, 1).optional(),
  description: text(MOST.description).optional(),
  required: z.boolean().optional(),
}
const pattern = text(MOST.pattern, 1).optional()
const length = z.int().min(0).max(MOST.longText).optional()
const shape = <T extends string, S extends z.ZodRawShape>(type: T, more: S) => z.strictObject({ type: z.literal(type), ...about, ...more })

/** What a template says of one variable. */
export const variable = z.discriminatedUnion(
  'type',
  [
    shape('text', { default: z.string().optional(), pattern, minLength: length, maxLength: length, multiline: z.boolean().optional() }),
    shape('number', { default: z.number().optional(), min: z.number().optional(), max: z.number().optional() }),
    shape('integer', { default: z.int().optional(), min: z.int().optional(), max: z.int().optional() }),
    shape('boolean', { default: z.boolean().optional() }),
    shape('date', { default: movingDay.optional(), min: movingDay.optional(), max: movingDay.optional() }),
    shape('choice', { default: z.string().optional(), choices: z.array(word).min(1).max(MOST.choices) }),
    shape('person', { default: z.string().optional() }),
    shape('list', {
      default: z.array(z.string()).max(MOST.items).optional(),
      pattern,
      maxLength: z.int().min(1).max(MOST.text).optional(),
      minItems: z.int().min(0).max(MOST.items).optional(),
      maxItems: z.int().min(1).max(MOST.items).optional(),
    }),
  ],
  { error: 'must have a type: text, number, integer, boolean, date, choice, person or list' },
)
export type Variable = z.output<typeof variable>

/** Without a value it is left empty; `required` is what is meant where nothing is said and there is no default. */
export const isRequired = (one: Variable) => one.required ?? (one.default === undefined && one.type !== 'boolean')
