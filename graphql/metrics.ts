import type { MetricsAsked } from '#lib/domain/metrics/queries.ts'
import type { Flow, FlowDay, Metrics, Spread } from '#lib/domain/metrics/types.ts'
import { MOST_DAYS } from '#lib/domain/metrics/range.ts'
import { builder, type Fields } from './builder.ts'
import type { Loaders } from './loaders.ts'
import { Actor, Project, Task } from './refs.ts'

const DurationStep = builder.objectRef<Spread['distribution'][number]>('DurationStep').implement({
  description: 'How many took so long: more than the step before and at most this.',
  fields: (t) => ({
    upToHours: t.exposeFloat('upToHours', { nullable: true, description: 'At most so many hours; null: longer than all other steps.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

const Duration = builder.objectRef<Spread>('DurationMetrics').implement({
  description: 'How long something took, in hours.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Of how many tasks it is known.' }),
    p50Hours: t.exposeFloat('p50Hours', { nullable: true, description: 'Half took no longer; null when none is known.' }),
    p85Hours: t.exposeFloat('p85Hours', { nullable: true, description: '85 % took no longer; null when none is known.' }),
    p90Hours: t.exposeFloat('p90Hours', { nullable: true, description: 'Nine in ten took no longer; null when none is known.' }),
    meanHours: t.exposeFloat('meanHours', { nullable: true, description: 'The mean; null when none is known.' }),
    distribution: t.field({
      type: [DurationStep],
      description: 'How many took how long, from an hour to more than four weeks; every step is there.',
      resolve: ({ distribution }) => distribution,
    }),
  }),
})

const Throughput = builder.objectRef<Metrics['throughput'][number]>('Throughput').implement({
  description: 'How much was completed on a day.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day in UTC, such as `2026-01-31`.' }),
    completed: t.exposeInt('completed', { description: 'How many tasks were completed.' }),
  }),
})

const EstimateAccuracy = builder.objectRef<Metrics['estimates']>('EstimateAccuracy').implement({
  description: 'How near estimates come, over completed tasks with an estimate and actual hours.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many tasks have both.' }),
    meanRatio: t.exposeFloat('meanRatio', {
      nullable: true,
      description: 'The mean of actual by estimated hours: above 1, work takes longer than estimated; null without such tasks.',
    }),
    meanErrorPercent: t.exposeFloat('meanErrorPercent', {
      nullable: true,
      description: 'The mean distance of actual from estimated hours, in per cent of the estimate; null without such tasks.',
    }),
  }),
})

const FeedbackAverage = builder.objectRef<Metrics['feedback']>('FeedbackAverage').implement({
  description: 'What feedback the completed tasks got.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many tasks got feedback.' }),
    quality: t.exposeFloat('quality', { nullable: true, description: 'Mean quality, 1 to 5; null without feedback.' }),
    timeliness: t.exposeFloat('timeliness', { nullable: true, description: 'Mean timeliness, 1 to 5; null without feedback.' }),
  }),
})

const OnTime = builder.objectRef<Metrics['deadlines']>('OnTimeRate').implement({
  description: 'How many completed tasks with a deadline were completed by then.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many have a deadline.' }),
    met: t.exposeInt('met', { description: 'How many were completed by then.' }),
    rate: t.exposeFloat('rate', { nullable: true, description: 'Their share, 0 to 1; null when none has a deadline.' }),
  }),
})

const FlowDayType = builder.objectRef<FlowDay>('FlowDay').implement({
  description: 'How the work stood at the end of a day, or of the range on its last day. Deleted tasks are left out.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day in UTC, such as `2026-01-31`.' }),
    scope: t.exposeInt('scope', { description: 'How many tasks existed and were not cancelled.' }),
    completed: t.exposeInt('completed', { description: 'How many of them were completed by then and still are.' }),
    inProgress: t.exposeInt('inProgress', { description: 'How many were in progress.' }),
    blocked: t.exposeInt('blocked', { description: 'How many were blocked.' }),
  }),
})

const BlockedTask = builder.objectRef<Flow['blocked']['longest'][number]>('BlockedTask').implement({
  description: 'How long a task was blocked.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId) }),
    hours: t.exposeFloat('hours', { description: 'So many hours within the range.' }),
  }),
})

const BlockedTime = builder.objectRef<Flow['blocked']>('BlockedTime').implement({
  description: 'How long tasks were in the status BLOCKED, within the range and up to now.',
  fields: (t) => ({
    totalHours: t.exposeFloat('totalHours', { description: 'Over all tasks: two that are blocked for an hour make two hours.' }),
    tasks: t.exposeInt('tasks', { description: 'How many tasks were blocked at some time.' }),
    longest: t.field({
      type: [BlockedTask],
      description: 'The 20 that were blocked longest, longest first.',
      resolve: ({ longest }) => longest,
    }),
  }),
})

const FlowType = builder.objectRef<Flow>('Flow').implement({
  description: 'How work came in, waited, was done and was finished, day by day.',
  fields: (t) => ({
    days: t.field({ type: [FlowDayType], description: 'Each day in UTC that the range touches.', resolve: ({ days }) => days }),
    lastCompletedAt: t.expose('lastCompletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When something was last completed before the end of the range, also before its begin; null: never.',
    }),
    blocked: t.field({ type: BlockedTime, description: 'How long tasks were blocked.', resolve: ({ blocked }) => blocked }),
  }),
})

const MetricsType = builder.objectRef<Metrics & { asked: MetricsAsked }>('Metrics').implement({
  description: 'Figures about the tasks that were completed in a range of time, and about the claims that ended in it.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'The begin of the range, which belongs to it.' }),
    to: t.expose('to', { type: 'DateTime', description: 'The end of the range, which does not.' }),
    completed: t.exposeInt('completed', { description: 'How many tasks were completed and still are.' }),
    throughput: t.field({
      type: [Throughput],
      description: 'How many were completed on each day in UTC that the range touches.',
      resolve: ({ throughput }) => throughput,
    }),
    cycleTime: t.field({
      type: Duration,
      description: 'From the first start to the completion; tasks that were never started are left out.',
      resolve: ({ cycleTime }) => cycleTime,
    }),
    leadTime: t.field({ type: Duration, description: 'From the creation to the completion.', resolve: ({ leadTime }) => leadTime }),
    estimates: t.field({ type: EstimateAccuracy, description: 'How near the estimates came.', resolve: ({ estimates }) => estimates }),
    feedback: t.field({ type: FeedbackAverage, description: 'What feedback they got.', resolve: ({ feedback }) => feedback }),
    onTime: t.field({ type: OnTime, description: 'How many kept their deadline.', resolve: ({ deadlines }) => deadlines }),
    flow: t.field({
      type: FlowType,
      nullable: true,
      description:
        'How the work stood on each day, from what events recorded. Of an actor: tasks whose assignee it is, and in progress those that it claimed or started.',
      resolve: ({ asked }, _, { loaders }) => loaders.flow.load(asked),
    }),
    failedAttempts: t.exposeInt('failedAttempts', { description: 'How many claims failed.' }),
    expiredLeases: t.exposeInt('expiredLeases', { description: 'How many leases ran out.' }),
  }),
})

const rangeArgs = <Row>({ arg }: Fields<Row>) => ({
  from: arg({ type: 'DateTime', description: 'The begin; without it, 30 days before the end.' }),
  to: arg({ type: 'DateTime', description: `The end, at most ${MOST_DAYS} days later; without it, now.` }),
})

async function measured(loaders: Loaders, asked: MetricsAsked) {
  const metrics = await loaders.metrics.load(asked)
  return metrics && { ...metrics, asked: { ...asked, from: metrics.from, to: metrics.to } }
}

builder.objectField(Project, 'metrics', (t) =>
  t.field({
    type: MetricsType,
    nullable: true,
    description: 'How the work on it went.',
    args: rangeArgs(t),
    resolve: ({ id }, { from = null, to = null }, { loaders }) => measured(loaders, { by: 'project', id, project: null, from, to }),
  }),
)

builder.objectField(Actor, 'metrics', (t) =>
  t.field({
    type: MetricsType,
    nullable: true,
    description:
      'How its work went, in projects that you see: tasks whose assignee it was, and its claims. null for a project you do not see.',
    args: { project: t.arg.id({ description: 'Only in this project: id or key.' }), ...rangeArgs(t) },
    resolve: ({ id }, { project = null, from = null, to = null }, { loaders }) => measured(loaders, { by: 'actor', id, project, from, to }),
  }),
)
