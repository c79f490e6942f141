import { markCriterion } from '#lib/domain/criterion/mark.ts'
import { builder, enumOf, type Inputs } from './builder.ts'
import { ProjectArchivedError, StaleClaimError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Actor, Criterion, Task } from './refs.ts'

export const CriterionState = enumOf('CriterionState', 'Whether a success criterion is met.', {
  UNKNOWN: 'Nobody has looked yet.',
  MET: 'It is met.',
  NOT_MET: 'It is not met.',
})

Criterion.implement({
  description: 'One thing that must hold before a task is done.',
  fields: (t) => ({
    id: t.exposeID('id', { description: '`cri_` and 16 hexadecimal characters.' }),
    text: t.exposeString('text', { description: 'What must hold.' }),
    state: t.expose('state', { type: CriterionState, description: 'Whether it holds.' }),
    evidence: t.exposeString('evidence', { description: 'What shows it.' }),
    markedBy: t.field({
      type: Actor,
      nullable: true,
      description: 'Who looked last; null when nobody has.',
      resolve: ({ markedById }, _, { loaders }) => (markedById === null ? null : loaders.actor.load(markedById)),
    }),
    markedAt: t.expose('markedAt', { type: 'DateTime', nullable: true, description: 'When they looked.' }),
  }),
})

const markFields = (t: Inputs) => ({
  criterion: t.id({ required: true, description: 'Its id, or its place in the list, from 1.' }),
  state: t.field({ type: CriterionState, required: true, description: 'Whether it holds.' }),
  evidence: t.string({ description: 'What shows it, up to 5,000 characters; without it, what was written before stays.' }),
})

export const CriterionMark = builder.inputType('CriterionMark', {
  description: 'What you found out about a success criterion.',
  fields: markFields,
})

mutation('markCriterion', {
  description: 'Says whether a success criterion of a task is met, and what shows it.',
  errors: [StaleClaimError, ProjectArchivedError],
  input: (t) => ({
    task: t.id({ required: true, description: 'The task: id or key.' }),
    ...markFields(t),
    fence: t.int({ description: 'The fence of your open claim.' }),
  }),
  resolve: (caller, input) => markCriterion(caller, input),
  success: (t) => ({
    task: t.field({ type: Task, description: 'The task as it is now.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
  }),
})
