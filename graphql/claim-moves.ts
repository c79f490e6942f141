import { failTask } from '#lib/domain/claim/fail.ts'
import { heartbeat } from '#lib/domain/claim/heartbeat.ts'
import { takeOverTask } from '#lib/domain/claim/take-over.ts'
import { unreadCount } from '#lib/domain/notification/queries.ts'
import { callerOf, type Fields } from './builder.ts'
import { InvalidTransitionError, ProjectArchivedError, StaleClaimError } from './errors.ts'
import { mutation } from './mutation.ts'
import { fence, taskRef } from './task-input.ts'
import { taskField } from './task.ts'
import { Claim } from './refs.ts'

const claimField = (t: Fields<{ claim: string }>, description: string) =>
  t.field({ type: Claim, description, resolve: ({ claim }, _, { loaders }) => loaders.aClaim.load(claim) })

mutation('heartbeat', {
  description: 'Renews the lease of a task that you hold. Every other write of yours on the task does so too.',
  errors: [StaleClaimError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    fence: fence(t),
    leaseSeconds: t.int({ description: 'How long the lease lasts from now on, 30 s to 24 h; as before unless you say so.' }),
    progress: t.string({ description: 'How far you are; kept as a PROGRESS entry, up to 20,000 characters.' }),
  }),
  resolve: (caller, input) => heartbeat(caller, input),
  success: (t) => ({
    task: taskField(t),
    claim: claimField(t, 'The claim as it is now.'),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the lease runs out.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
    isBlocked: t.boolean({
      description:
        'A blocker or a hold came up since you began: stop, read `task { hold { reason } blockers { dependsOn { key } } }`, and release or wait.',
      resolve: async ({ task }, _, { loaders }) => (await loaders.aTask.load(task)).isBlocked,
    }),
    unreadCount: t.int({
      description: 'How many notifications you have not read: answers, mentions, discoveries.',
      resolve: (_, __, context) => unreadCount(callerOf(context)),
    }),
  }),
})

mutation('failTask', {
  description:
    'Gives up a task that you hold, as failed. It waits again for its earlier assignee or for anybody; after as many attempts as the project allows (`maxAttempts`) it is on hold for a person, with the reasons of all attempts.',
  errors: [StaleClaimError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    fence: fence(t),
    reason: t.string({
      required: true,
      description: 'What went wrong and what you tried, 1 to 5,000 characters: whoever comes next reads it.',
    }),
  }),
  resolve: (caller, input) => failTask(caller, input),
  success: (t) => ({
    task: taskField(t),
    claim: claimField(t, 'The claim that ended.'),
    attempts: t.int({ description: 'How many attempts failed or ran out so far.', resolve: (outcome) => outcome.attempts }),
    needsPerson: t.boolean({
      description: 'Whether these were too many: the task is on hold until a person releases it.',
      resolve: (outcome) => outcome.needsPerson,
    }),
    retryAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'You failed it repeatedly with the same reason: when you may claim it again.',
      resolve: ({ retryAt }) => (retryAt === null ? null : new Date(retryAt)),
    }),
  }),
})

mutation('takeOverTask', {
  description:
    'Ends the claim of another, as an OWNER. The holder is told the reason, also by the refusal of its next write; no attempt is counted.',
  errors: [InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    reason: t.string({ required: true, description: 'Why, 1 to 5,000 characters: the holder reads it.' }),
    assign: t.id({ description: 'Who is to go on: id or handle of a member, also your own; anybody unless you say so.' }),
  }),
  resolve: (caller, input) => takeOverTask(caller, input),
  success: (t) => ({
    task: taskField(t),
    claim: claimField(t, 'The claim that ended.'),
  }),
})
