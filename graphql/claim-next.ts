import type { Caller } from '#lib/auth/caller.ts'
import { claimNextTask } from '#lib/domain/claim/next.ts'
import { NOTHING_REASONS, type NothingReady, type Reason } from '#lib/domain/claim/nothing-reasons.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { workPackage } from '#lib/domain/work/package.ts'
import { UnauthenticatedError } from '#lib/errors.ts'
import { onHangUp } from '#lib/hang-up.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { ProjectArchivedError } from './errors.ts'
import { Instead, mutation } from './mutation.ts'
import { Claim } from './refs.ts'
import { onRevoked } from './revocation.ts'
import { Priority, taskField } from './task.ts'
import { BUDGET, WorkPackageType } from './work-package.ts'

const ReasonCode = enumOf('NothingReadyCode', 'Why there is nothing to take.', NOTHING_REASONS)

const ReasonType = builder.objectRef<Reason>('NothingReadyReason').implement({
  description: 'One reason why there is nothing to take.',
  fields: (t) => ({
    code: t.field({ type: ReasonCode, description: 'What kind of reason this is.', resolve: ({ code }) => code }),
    message: t.exposeString('message', { description: 'The same in words, with numbers and names.' }),
    count: t.exposeInt('count', { nullable: true, description: 'How many tasks it holds for; null where it is about you.' }),
    isAtLeast: t.exposeBoolean('isAtLeast', { description: 'Whether there may be more than were counted.' }),
    tasks: t.exposeStringList('tasks', { description: 'Keys of up to five tasks: those you hold, or those most others wait for.' }),
    capabilities: t.exposeStringList('capabilities', { description: 'The capabilities that are missing most often, up to five.' }),
    until: t.expose('until', { type: 'DateTime', nullable: true, description: 'When it may end by itself.' }),
  }),
})

const Nothing = builder.objectRef<NothingReady>('NothingReady').implement({
  description: 'There is nothing to take now, and why. No error: ask again after `retryAfterMs`, or with `wait`.',
  fields: (t) => ({
    message: t.string({
      description: 'All reasons in words.',
      resolve: ({ reasons }) => `Nothing to take. ${reasons.map(({ message }) => message).join(' ')}`.trim(),
    }),
    reasons: t.field({ type: [ReasonType], description: 'Why, what you can do something about first.', resolve: ({ reasons }) => reasons }),
    nearestLeaseExpiry: t.expose('nearestLeaseExpiry', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next lease runs out and may free a task; null when nothing is claimed.',
    }),
    retryAfterMs: t.exposeInt('retryAfterMs', { description: 'When to ask again, in milliseconds.' }),
  }),
})

const Filter = builder.inputType('NextTaskFilter', {
  description: 'Which tasks you would take: those that fit every condition that is given.',
  fields: (t) => ({
    tags: t.stringList({ description: 'With all of these tags.' }),
    minPriority: t.field({ type: Priority, description: 'Of this priority or a higher one.' }),
    within: t.id({ description: 'A part of this task, directly or not: its id or key.' }),
    text: t.string({ description: 'Whose key, title or description has this text; case does not matter.' }),
  }),
})

mutation('claimNextTask', {
  description:
    'Claims the most urgent ready task that fits you, first one assigned to you, then an unassigned one, and answers all you need to work on it. Called again while you hold a task it answers that one, with the lease renewed.',
  errors: [ProjectArchivedError],
  instead: [Nothing],
  input: (t) => ({
    project: t.id({ description: 'Only in this project: id or key. Without any, all projects in which you are a MEMBER or OWNER.' }),
    projects: t.idList({ description: `Only in these projects, up to ${LIMITS.projectsPerClaim}.` }),
    filter: t.field({ type: Filter, description: 'Only tasks that fit.' }),
    capabilities: t.stringList({ description: 'What you are capable of; as you are registered unless you say so.' }),
    leaseSeconds: t.int({ description: "How long the lease lasts, 30 s to 24 h; the project's `leaseMinutes` unless you say so." }),
    wait: t.float({
      description: `When nothing is ready, wait so many seconds for something, up to ${LIMITS.waitSeconds}, and answer as soon as it comes.`,
    }),
    budget: t.int({ description: BUDGET }),
    resume: t.boolean({
      description:
        'Whether a task that you hold already is answered before a new one is taken. Left out: yes, unless you send an idempotency key, with which every new key takes a new task.',
    }),
  }),
  resolve: async (caller, { budget, ...input }) => {
    const answer = await whileHeard(caller, input.wait, (ended) => claimNextTask(caller, { ...input, budget }, ended))
    return 'reasons' in answer ? new Instead('NothingReady', answer) : { ...answer, budget }
  },
  success: (t) => ({
    package: t.field({
      type: WorkPackageType,
      description: 'What you should know of it.',
      resolve: ({ task, budget }, _, context) => workPackage(callerOf(context), { id: task }, budget),
    }),
    task: taskField(t),
    claim: t.field({
      type: Claim,
      description: 'The claim as it is now.',
      resolve: ({ claim }, _, { loaders }) => loaders.aClaim.load(claim),
    }),
    fence: t.int({ description: 'Send it along with every write as the holder.', resolve: ({ fence }) => fence }),
    expiresAt: t.field({ type: 'DateTime', description: 'When the lease runs out.', resolve: ({ expiresAt }) => new Date(expiresAt) }),
    resumed: t.boolean({ description: 'Whether you held it already.', resolve: ({ resumed }) => resumed }),
  }),
})

/** Ends a wait when its client has gone, its credential is revoked, or the server stops. */
async function whileHeard<T>(caller: Caller, wait: number | undefined, run: (ended?: AbortSignal) => Promise<T>): Promise<T> {
  if (!wait) return run()
  const ended = new AbortController()
  const forget = [
    onHangUp(() => ended.abort()),
    onRevoked(caller, () => ended.abort(new UnauthenticatedError('The session or token has ended.'))),
  ]
  try {
    return await run(ended.signal)
  } finally {
    for (const each of forget) each()
  }
}
