import { z } from 'zod'
import { givenFile } from '../file/given.ts'
import { brief, label, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'

/** A capability or tag compares without case; the first spelling is kept. */
export const fold = (tag: string) => tag.normalize('NFC').toLowerCase()

function distinct(tags: string[]) {
  const seen = new Map<string, string>()
  for (const tag of tags) if (!seen.has(fold(tag))) seen.set(fold(tag), tag)
  return [...seen.values()]
}

const most = (max: number, what: string) => ({ error: `at most ${max} ${what}` })
const date = z.coerce
  .date({ error: 'must be a date and time' })
  .refine((value) => value.getUTCFullYear() >= 1 && value.getUTCFullYear() <= 9999, 'must lie in the years 1 to 9999')
export const priority = z.int().min(0).max(3)
export const tags = z
  .array(label(LIMITS.tag))
  .transform(distinct)
  .pipe(z.array(z.string()).max(LIMITS.tagsPerTask, most(LIMITS.tagsPerTask, 'tags')))
export const capabilities = z
  .array(label(LIMITS.capability))
  .transform((list) => distinct(list).map(fold))
  .pipe(z.array(z.string()).max(LIMITS.capabilitiesPerTask, most(LIMITS.capabilitiesPerTask, 'capabilities')))

/** Fields that creating and updating share. */
export const common = {
  description: text(LIMITS.description),
  priority,
  tags,
  estimatedHours: z.number().positive('must be above 0').max(LIMITS.hours).nullable(),
  deadline: date.nullable(),
  brief: brief(LIMITS.brief),
  requiredCapabilities: capabilities,
  impactNotes: text(LIMITS.impactNotes),
}

export const newTask = z.object({
  title: label(LIMITS.title),
  description: common.description.nullish(),
  priority: priority.nullish(),
  assignee: ref.nullish(),
  tags: tags.nullish(),
  estimatedHours: common.estimatedHours.optional(),
  deadline: common.deadline.optional(),
  brief: common.brief.nullish(),
  requiredCapabilities: capabilities.nullish(),
  criteria: z.array(label(LIMITS.criterion)).max(LIMITS.criteriaPerTask, most(LIMITS.criteriaPerTask, 'criteria')).nullish(),
  impactNotes: common.impactNotes.nullish(),
  dependsOn: z.array(ref).max(LIMITS.dependenciesPerTask).nullish(),
  parent: ref.nullish(),
  files: z.array(givenFile).max(LIMITS.filesPerTask, most(LIMITS.filesPerTask, 'file references')).nullish(),
})
export type NewTask = z.output<typeof newTask>

export const changedTask = z.object({
  title: label(LIMITS.title).optional(),
  description: common.description.nullish(),
  priority: priority.optional(),
  tags: tags.nullish(),
  estimatedHours: common.estimatedHours.optional(),
  actualHours: z.number().min(0, 'must not be negative').max(LIMITS.hours).nullish(),
  deadline: common.deadline.optional(),
  brief: common.brief.nullish(),
  requiredCapabilities: capabilities.nullish(),
  criteria: z
    .array(
      z.object({
        id: z.string().nullish(),
        text: label(LIMITS.criterion),
        state: z.enum(['UNKNOWN', 'MET', 'NOT_MET']).nullish(),
        evidence: text(LIMITS.evidence).nullish(),
      }),
    )
    .max(LIMITS.criteriaPerTask, most(LIMITS.criteriaPerTask, 'criteria'))
    .nullish(),
  impactNotes: common.impactNotes.nullish(),
  completionSummary: text(LIMITS.completionSummary).nullish(),
})
export type ChangedTask = z.output<typeof changedTask>
