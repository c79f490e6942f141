import { historyAsked } from '#lib/domain/actor/history.ts'
import { loadOf, type Workload as WorkloadRow } from '#lib/domain/actor/workload.ts'
import { builder } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { Actor, Claim, type ClaimRow } from './refs.ts'

const Workload = builder.objectRef<WorkloadRow & { wipLimit: number | null }>('Workload').implement({
  description: 'How much is on the hands of an actor, as far as you see it.',
  fields: (t) => ({
    openTasks: t.exposeInt('openTasks', { description: 'Open tasks that are assigned to it, those that it holds among them.' }),
    unestimatedTasks: t.exposeInt('unestimatedTasks', {
      description: 'How many of them have no estimate, and count for nothing in `hours`.',
    }),
    hours: t.exposeFloat('hours', { description: 'The estimated hours of its open tasks.' }),
    openClaims: t.exposeInt('openClaims', { description: 'How many tasks it holds under a lease.' }),
    completedLastDay: t.exposeInt('completedLastDay', { description: 'How many tasks it completed as their holder in the last 24 hours.' }),
    load: t.float({
      nullable: true,
      description: '`openClaims` as a share of its `wipLimit`: 1 means that it claims nothing more. Null without a limit.',
      resolve: ({ wipLimit, openClaims }) => loadOf(wipLimit, openClaims),
    }),
  }),
})

const WorkHistory = connection<ClaimRow>('WorkHistory', 'ended claims', {
  nodes: (t) => t.field({ type: [Claim], description: 'The claims of this page.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: Claim, description: 'The claim.', resolve: ({ node }) => node }),
})

builder.objectFields(Actor, (t) => ({
  wipLimit: t.exposeInt('wipLimit', {
    nullable: true,
    description: 'How many tasks an agent may hold at once, 1 to 100; null for as many as it likes.',
  }),
  workload: t.field({
    type: Workload,
    nullable: true,
    description: 'How much is on its hands; null for a project that you do not see.',
    args: { project: t.arg.id({ description: 'Only in this project: id or key. Without it, in all that you see.' }) },
    resolve: async ({ id, wipLimit }, { project }, { loaders }) => {
      const workload = await loaders.workload.load({ actorId: id, project: project ?? null })
      return workload && { ...workload, wipLimit }
    },
  }),
  history: t.field({
    type: WorkHistory,
    description: 'The claims it has ended on tasks that you see, the last to end first.',
    args: pageArgs(t),
    resolve: ({ id }, page, { loaders }) => loaders.history.load(historyAsked(id, page)),
  }),
}))

builder.objectField(Claim, 'durationSeconds', (t) =>
  t.int({
    nullable: true,
    description: 'How long the task was held; null while the claim is open.',
    resolve: ({ leasedAt, endedAt }) => endedAt && Math.round((endedAt.getTime() - leasedAt.getTime()) / 1000),
  }),
)
