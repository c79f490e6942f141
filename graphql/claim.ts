import { LAPSED_DAYS, listClaims } from '#lib/domain/claim/list.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Claim, type ClaimRow, Task } from './refs.ts'

const ClaimOutcome = enumOf('ClaimOutcome', 'How a claim ended.', {
  COMPLETED: 'The task was completed.',
  RELEASED: 'The holder gave it back.',
  FAILED: 'The holder gave up.',
  EXPIRED: 'The lease ran out.',
  ASKED: 'The holder asked a question.',
  TAKEN_OVER: 'An owner took over.',
  CANCELLED: 'The task was cancelled or deleted, or its holder left the project.',
})

Claim.implement({
  description: 'An actor holds, or held, a task under a lease.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`clm_` and 16 hexadecimal characters.' }),
    task: t.field({
      type: Task,
      description: 'The task that is held.',
      resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId),
    }),
    holder: t.field({
      type: Actor,
      description: 'Who holds it.',
      resolve: ({ holderId }, _, { loaders }) => loaders.anActor.load(holderId),
    }),
    fence: t.exposeInt('fence', { description: "Rises with every claim of the task; send it along with the holder's writes." }),
    leasedAt: t.expose('leasedAt', { type: 'DateTime', description: 'When the claim began.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the lease runs out.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When the claim ended; null while it is open.' }),
    outcome: t.expose('outcome', { type: ClaimOutcome, nullable: true, description: 'How it ended; null while it is open.' }),
    note: t.exposeString('note', { description: 'What its holder, or who ended it, left for whoever comes next.' }),
    endedBy: t.field({
      type: Actor,
      nullable: true,
      description: 'Who ended it, when that was another than its holder.',
      resolve: ({ endedById }, _, { loaders }) => (endedById === null ? null : loaders.actor.load(endedById)),
    }),
    leaseSeconds: t.exposeInt('leaseSeconds', { description: "How long the lease lasts from the holder's last write on the task." }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'FAILED repeatedly with the same reason: when its holder may claim the task again.',
    }),
  }),
})

nodeType('Claim', /^clm_/, (id, _, { loaders }) => loaders.claim.load(id))

const ClaimState = enumOf('ClaimState', 'Which claims are listed.', {
  OPEN: 'Held now, the oldest first.',
  LAPSED: `The lease ran out within the last ${LAPSED_DAYS} days, and nobody has taken the open task since; the newest first.`,
})

const ClaimConnection = connection<ClaimRow>('Claim', 'claims', {
  nodes: (t) => t.field({ type: [Claim], description: 'The claims of this page.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: Claim, description: 'The claim.', resolve: ({ node }) => node }),
})

builder.queryField('claims', (t) =>
  t.field({
    type: ClaimConnection,
    description: 'Claims on the tasks that you see.',
    args: {
      ...pageArgs(t),
      project: t.arg.id({ description: 'Only those of this project: id or key.' }),
      state: t.arg({ type: ClaimState, required: true, defaultValue: 'OPEN', description: 'Which of them.' }),
    },
    resolve: (_, args, context) => listClaims(callerOf(context), args),
  }),
)
