import { z } from 'zod'
import { label, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { variable, variableName } from './variables.ts'

const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const
export const isPriority = (word: string): word is (typeof PRIORITIES)[number] => PRIORITIES.some((one) => one === word)
export const rankOf = (word: (typeof PRIORITIES)[number]) => PRIORITIES.indexOf(word)

const REF = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/
const ref = z.string().regex(REF, 'must begin with a letter and have up to 60 letters, digits, - and _')
const line = z.int().min(1, 'lines count from 1').max(10_000_000)
const place = z.string().regex(/\{\{/, 'must be a number, or one variable such as {{hours}}')
const listOf = (item: z.ZodType<string>, most: number) =>
  z.union([item.transform((one) => [one]), z.array(item).max(most, `at most ${most}`)])
const strings = (max: number, most: number) => z.array(text(max)).max(most, `at most ${most}`).optional()
const file = z.union([
  text(LIMITS.path, 1).transform((path) => ({ path, lineStart: undefined, lineEnd: undefined, note: undefined })),
  z.strictObject({
    path: text(LIMITS.path, 1),
    lineStart: line.optional(),
    lineEnd: line.optional(),
    note: text(LIMITS.fileNote).optional(),
  }),
])

/** A task of a template. Every text may hold places such as `{{version}}`. */
const templateTask = z.strictObject({
  ref: ref.optional(),
  /** The list that it is repeated for. */
  each: z.string().optional(),
  /** The name by which its texts call one item of the list. */
  as: variableName.optional(),
  /** It is left out unless each of these variables has this value, or one of these. */
  when: z.record(z.string(), z.union([z.boolean(), z.string(), z.array(z.string()).min(1)])).optional(),
  title: label(LIMITS.title),
  description: text(LIMITS.description).optional(),
  brief: z
    .strictObject({ why: text(LIMITS.brief).optional(), what: text(LIMITS.brief).optional(), done: text(LIMITS.brief).optional() })
    .optional(),
  priority: z
    .string()
    .refine((word) => word.includes('{{') || isPriority(word.toUpperCase()), 'must be low, medium, high or critical')
    .optional(),
  assignee: z.string().optional(),
  tags: strings(200, LIMITS.tagsPerTask),
  estimatedHours: z
    .union([z.number().positive('must be above 0').max(LIMITS.hours), place], 'must be a number, or one variable such as {{hours}}')
    .optional(),
  deadline: z.string().optional(),
  requiredCapabilities: strings(200, LIMITS.capabilitiesPerTask),
  criteria: strings(LIMITS.criterion, LIMITS.criteriaPerTask),
  impactNotes: text(LIMITS.impactNotes).optional(),
  files: z.array(file).max(LIMITS.filesPerTask).optional(),
  dependsOn: listOf(text(200, 1), LIMITS.dependenciesPerTask).optional(),
  parent: z.string().optional(),
})
export type TemplateTask = z.output<typeof templateTask>

export const template = z.strictObject({
  name: label(LIMITS.templateName),
  description: text(LIMITS.templateDescription).optional(),
  variables: z.record(variableName, variable).default({}),
  tasks: z.array(templateTask).min(1, 'name at least one task').max(LIMITS.tasksPerBatch, `at most ${LIMITS.tasksPerBatch} tasks`),
})
export type Template = z.output<typeof template>
