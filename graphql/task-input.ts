import { BriefInput } from './brief.ts'
import { builder, type Inputs } from './builder.ts'
import { CriterionState } from './criterion.ts'
import { Priority } from './task.ts'

const HOURS = 'How long it should take.'
const DEADLINE = 'When it should be done.'
const BRIEF = 'The why, what and done of the task.'
const CAPABILITIES = 'What an agent must be capable of to take it.'
const IMPACT = 'What else it may affect.'
const TAGS = 'Up to 30 tags; case does not matter.'

const NewFileInput = builder.inputType('NewFileInput', {
  description: 'A file, or lines of one, that a new task reads or changes.',
  fields: (t) => ({
    path: t.string({ required: true, description: 'Relative to the root of the repository, with forward slashes and without `..`.' }),
    lineStart: t.int({ description: 'The first line, from 1.' }),
    lineEnd: t.int({ description: 'The last line, not before the first.' }),
    note: t.string({ description: 'What about it.' }),
  }),
})

/** The fields of a new task, in `createTask` and in each task of `createPlan`. */
export const newTaskFields = (t: Inputs) => ({
  title: t.string({ required: true, description: 'What it is called, 1 to 500 characters.' }),
  description: t.string({ description: 'The details, as Markdown, up to 5,000 characters.' }),
  priority: t.field({ type: Priority, description: 'How much it matters; MEDIUM unless you say so.' }),
  assignee: t.id({ description: 'Who is to do it: id or handle of a member.' }),
  tags: t.stringList({ description: TAGS }),
  estimatedHours: t.float({ description: HOURS }),
  deadline: t.field({ type: 'DateTime', description: DEADLINE }),
  brief: t.field({ type: BriefInput, description: BRIEF }),
  requiredCapabilities: t.stringList({ description: CAPABILITIES }),
  criteria: t.stringList({ description: 'What must hold before it is done, up to 10.' }),
  impactNotes: t.string({ description: IMPACT }),
  dependsOn: t.idList({
    description: 'The tasks that block it: ids or keys; in a plan also refs of it, or `#1` for its first task, and so on.',
  }),
  parent: t.id({ description: 'The task it is a part of: id or key, or as above.' }),
  files: t.field({ type: [NewFileInput], description: 'The files that it reads or changes, up to 200.' }),
})

const CriterionInput = builder.inputType('CriterionInput', {
  description: 'A success criterion as it should be.',
  fields: (t) => ({
    id: t.id({ description: 'The id of a present one; without it, it is new.' }),
    text: t.string({ required: true, description: 'What must hold.' }),
    state: t.field({ type: CriterionState, description: 'Whether it holds.' }),
    evidence: t.string({ description: 'What shows it.' }),
  }),
})

export const changedTaskFields = (t: Inputs) => ({
  title: t.string({ description: 'What it is called, 1 to 500 characters.' }),
  description: t.string({ description: 'The details, as Markdown, up to 5,000 characters.' }),
  priority: t.field({ type: Priority, description: 'How much it matters.' }),
  tags: t.stringList({ description: `${TAGS} Replaces those it has.` }),
  estimatedHours: t.float({ description: HOURS }),
  actualHours: t.float({ description: 'How long it took.' }),
  deadline: t.field({ type: 'DateTime', description: DEADLINE }),
  brief: t.field({ type: BriefInput, description: `${BRIEF} null clears all three.` }),
  requiredCapabilities: t.stringList({ description: `${CAPABILITIES} Replaces those it has.` }),
  criteria: t.field({ type: [CriterionInput], description: 'All success criteria, in their order; those that are left out are removed.' }),
  impactNotes: t.string({ description: IMPACT }),
  completionSummary: t.string({ description: 'What was done.' }),
})

export const taskRef = (t: Inputs) => t.id({ required: true, description: 'The task: id or key.' })
export const fence = (t: Inputs) => t.int({ description: 'The fence of your open claim.' })
export const expectedVersion = (t: Inputs) =>
  t.int({ description: 'The version you have read. When someone else changed the same fields since, the act is refused.' })
