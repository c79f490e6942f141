import { watchTask } from '#lib/domain/watch/watch.ts'
import { builder, enumOf } from './builder.ts'
import { mutation } from './mutation.ts'
import { Task } from './refs.ts'
import { taskRef } from './task-input.ts'
import { taskField } from './task.ts'

const WatchLevel = enumOf('WatchLevel', 'How much of a task reaches your inbox.', {
  DEFAULT: 'What concerns you, as its assignee, creator or holder.',
  FOLLOWING: 'All that happens to it: status, questions, and what is written on it.',
  MUTED: 'Only what speaks to you: assignments, mentions, questions and answers, tasks that wait for a person, and the end of your claim.',
})

builder.objectField(Task, 'viewerWatch', (t) =>
  t.field({
    type: WatchLevel,
    description: 'How much of it reaches your inbox.',
    resolve: ({ id }, _, { loaders }) => loaders.watchLevel.load(id),
  }),
)

mutation('watchTask', {
  description: 'Follows a task that you see, mutes it, or neither. Nobody else is told.',
  input: (t) => ({
    task: taskRef(t),
    level: t.field({ type: WatchLevel, required: true, description: 'How much of it shall reach your inbox.' }),
  }),
  resolve: (caller, input) => watchTask(caller, input),
  success: (t) => ({ task: taskField(t) }),
})
