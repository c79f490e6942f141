import { criticalPath, type CriticalPath as Path } from '#lib/domain/graph/critical-path.ts'
import { inWords } from '#lib/domain/graph/path-words.ts'
import type { Slack as SlackRow } from '#lib/domain/graph/path-analysis.ts'
import { builder, callerOf } from './builder.ts'
import { Task } from './refs.ts'

const Slack = builder.objectRef<SlackRow>('TaskSlack').implement({
  description: 'How much an open task can slip.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
    hours: t.exposeFloat('hours', { description: 'By how many hours before the longest chain grows; 0 on the critical path.' }),
  }),
})

const Bottleneck = builder.objectRef<NonNullable<Path['bottleneck']>>('Bottleneck').implement({
  description:
    'The task whose finishing brings the end nearest: the one without which the longest chain is shortest; of several the first, which the others wait for.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
    savesHours: t.exposeFloat('savesHours', {
      description: 'By how many hours the longest chain shrinks when it is done; 0 where another chain is as long.',
    }),
    waiting: t.exposeInt('waiting', { description: 'How many open tasks wait for it, directly or not.' }),
  }),
})

const CriticalPath = builder.objectRef<Path>('CriticalPath').implement({
  description: 'The longest chain of open work by estimate: nothing can be done sooner than it.',
  fields: (t) => ({
    hours: t.exposeFloat('hours', { description: 'Its hours. A task without an estimate counts as `usualHours`.' }),
    length: t.exposeInt('length', { description: 'How many tasks it has.' }),
    summary: t.string({ description: 'The same in words, such as "7 tasks, about 14 h".', resolve: (path) => inWords(path) }),
    tasks: t.field({
      type: [Task],
      description: 'Its tasks in the order in which they are to be done.',
      args: { first: t.arg.int({ required: true, defaultValue: 50, description: 'At most this many, up to 500.' }) },
      resolve: ({ chain }, args, { loaders }) => loaders.tasks(chain.slice(0, Math.max(0, args.first))),
    }),
    bottleneck: t.field({
      type: Bottleneck,
      nullable: true,
      description: 'The task to finish first; null when nothing is open.',
      resolve: ({ bottleneck }) => bottleneck,
    }),
    leastSlack: t.field({
      type: [Slack],
      description: 'The tasks beside the chain that can slip least, those first.',
      args: { first: t.arg.int({ required: true, defaultValue: 10, description: 'At most this many, up to 100.' }) },
      resolve: ({ leastSlack }, args) => leastSlack.slice(0, Math.max(0, args.first)),
    }),
    slack: t.field({ type: [Slack], description: 'Of the open tasks that `slackOf` names.', resolve: ({ asked }) => asked }),
    openTasks: t.exposeInt('openTasks', { description: 'How many open tasks were looked at.' }),
    usualHours: t.exposeFloat('usualHours', {
      description: "The median of the project's estimates, or 1 without any: what a task without an estimate counts as.",
    }),
  }),
})

builder.queryField('criticalPath', (t) =>
  t.field({
    type: CriticalPath,
    nullable: true,
    description:
      'The longest remaining chain of open work in a project, or of what one task waits for; null when that is missing or hidden.',
    args: {
      project: t.arg.id({ required: true, description: 'The project: id or key.' }),
      task: t.arg.id({ description: 'Only this task and what it waits for: id or key.' }),
      slackOf: t.arg.idList({ description: 'Up to 100 tasks whose slack is wanted: ids or keys.' }),
    },
    resolve: (_, args, context) => criticalPath(callerOf(context), args),
  }),
)
