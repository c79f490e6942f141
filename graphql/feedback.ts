import { giveFeedback } from '#lib/domain/feedback/give.ts'
import { builder } from './builder.ts'
import { AlreadyExistsError, InvalidTransitionError, ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Actor, Task, type TaskRow } from './refs.ts'
import { taskRef } from './task-input.ts'
import { taskField } from './task.ts'

type Rated = TaskRow & { feedbackQuality: number; feedbackTimeliness: number; feedbackAt: Date }

const Feedback = builder.objectRef<Rated>('Feedback').implement({
  description: 'What whoever asked for a task thinks of the work.',
  fields: (t) => ({
    quality: t.exposeInt('feedbackQuality', { description: 'How good it is: 1 to 5, 5 is best.' }),
    timeliness: t.exposeInt('feedbackTimeliness', { description: 'How timely it came: 1 to 5, 5 is best.' }),
    note: t.string({ description: 'What there is to say about it.', resolve: ({ feedbackNote }) => feedbackNote ?? '' }),
    by: t.field({
      type: Actor,
      nullable: true,
      description: 'Who gave it.',
      resolve: ({ feedbackById }, _, { loaders }) => (feedbackById === null ? null : loaders.actor.load(feedbackById)),
    }),
    at: t.expose('feedbackAt', { type: 'DateTime', description: 'When it was given.' }),
  }),
})

builder.objectField(Task, 'feedback', (t) =>
  t.field({
    type: Feedback,
    nullable: true,
    description: 'The feedback that its work got, once it is completed. It stays when the task is reopened.',
    resolve: (task) => (isRated(task) ? task : null),
  }),
)

const isRated = (task: TaskRow): task is Rated =>
  task.feedbackQuality !== null && task.feedbackTimeliness !== null && task.feedbackAt !== null

mutation('giveFeedback', {
  description: 'Rates the work on a completed task, once: by its creator or an OWNER, never by who did it.',
  errors: [InvalidTransitionError, AlreadyExistsError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    quality: t.int({ required: true, description: 'How good it is: 1 to 5, 5 is best.' }),
    timeliness: t.int({ required: true, description: 'How timely it came: 1 to 5, 5 is best.' }),
    note: t.string({ description: 'What there is to say about it, up to 500 characters.' }),
  }),
  resolve: (caller, input) => giveFeedback(caller, input),
  success: (t) => ({ task: taskField(t) }),
})
