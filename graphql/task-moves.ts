import { cancelTask } from '#lib/domain/task/cancel.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { releaseTask } from '#lib/domain/task/release.ts'
import { reopenTask } from '#lib/domain/task/reopen.ts'
import { startTask } from '#lib/domain/task/start.ts'
import { workPackage } from '#lib/domain/work/package.ts'
import { callerOf, enumOf, type Inputs } from './builder.ts'
import { CriterionMark } from './criterion.ts'
import {
  AlreadyClaimedError,
  BackingOffError,
  CriteriaUnmetError,
  InvalidTransitionError,
  ProjectArchivedError,
  RefusedError,
  StaleClaimError,
  TaskBlockedError,
  WipLimitError,
} from './errors.ts'
import { mutation } from './mutation.ts'
import { expectedVersion, fence, taskRef } from './task-input.ts'
import { taskField, tasksField } from './task.ts'
import { Claim } from './refs.ts'
import { BUDGET, WorkPackageType } from './work-package.ts'

mutation('startTask', {
  description: 'Starts a ready task without a lease, as a person; you become its assignee. Agents claim.',
  errors: [TaskBlockedError, InvalidTransitionError, AlreadyClaimedError, ProjectArchivedError],
  input: (t) => ({ task: taskRef(t) }),
  resolve: (caller, input) => startTask(caller, input),
  success: (t) => ({ task: taskField(t) }),
})

mutation('claimTask', {
  description:
    'Takes a ready task under a lease, and answers all you need to work on it. Claiming what you hold already answers the same claim.',
  errors: [TaskBlockedError, AlreadyClaimedError, WipLimitError, BackingOffError, InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    leaseSeconds: t.int({ description: "How long the lease lasts, 30 s to 24 h; the project's `leaseMinutes` unless you say so." }),
    budget: t.int({ description: BUDGET }),
  }),
  resolve: async (caller, input) => ({ ...(await claimTask(caller, input)), budget: input.budget }),
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
    fence: t.int({ description: 'Send it along with every write as the holder.', resolve: (outcome) => outcome.fence }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the lease runs out.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
  }),
})

export const givingFields = (t: Inputs) => ({
  task: taskRef(t),
  fence: fence(t),
  note: t.string({ description: 'What whoever comes next should know.' }),
})

mutation('releaseTask', {
  description: 'Gives a task back unfinished; it waits again and its earlier assignee returns.',
  errors: [StaleClaimError, InvalidTransitionError, ProjectArchivedError],
  input: givingFields,
  resolve: (caller, input) => releaseTask(caller, input),
  success: (t) => ({ task: taskField(t) }),
})

export const completionFields = (t: Inputs) => ({
  task: taskRef(t),
  fence: fence(t),
  summary: t.string({ description: 'What was done, up to 5,000 characters.' }),
  actualHours: t.float({ description: 'How long it took.' }),
  criteria: t.field({ type: [CriterionMark], description: 'Success criteria to mark in the same act, up to 10.' }),
  force: t.boolean({
    description: 'Past open blockers, a hold and unmet criteria; needs an OWNER, or its creator when that is a person.',
  }),
  reason: t.string({ description: 'Why it is forced; required with `force`.' }),
  expectedVersion: expectedVersion(t),
})

mutation('completeTask', {
  description: 'Completes a task and frees what waited for it alone.',
  errors: [
    TaskBlockedError,
    CriteriaUnmetError,
    StaleClaimError,
    InvalidTransitionError,
    AlreadyClaimedError,
    ProjectArchivedError,
    RefusedError,
  ],
  input: completionFields,
  resolve: (caller, input) => completeTask(caller, input),
  success: (t) => ({
    task: taskField(t),
    unblockedTasks: tasksField(t, 'The tasks that this freed.', ({ unblocked }) => unblocked),
  }),
})

const CancelPolicy = enumOf('CancelPolicy', 'What becomes of the tasks that wait for a cancelled one.', {
  KEEP_BLOCKED: 'They stay blocked until the dependency is removed or the task is reopened.',
  RELEASE: 'Their dependencies on it gate no more.',
  CANCEL: 'All open ones, directly or not, are cancelled too, or none.',
})

export const cancellationFields = (t: Inputs) => ({
  task: taskRef(t),
  policy: t.field({ type: CancelPolicy, defaultValue: 'KEEP_BLOCKED', description: 'What becomes of the tasks that wait for it.' }),
  reason: t.string({ description: 'Why.' }),
})

mutation('cancelTask', {
  description: 'Cancels a task, and decides about those that wait for it.',
  errors: [InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({
    ...cancellationFields(t),
    dryRun: t.boolean({ defaultValue: false, description: 'Only say what would happen.' }),
  }),
  resolve: (caller, input) => cancelTask(caller, input),
  success: (t) => ({
    task: taskField(t),
    cancelledTasks: tasksField(t, 'The tasks that were cancelled, or would be.', ({ cancelled }) => cancelled),
    releasedTasks: tasksField(t, 'The tasks that were freed, or would be.', ({ freed }) => freed),
    dryRun: t.boolean({ description: 'Whether nothing was changed.', resolve: (outcome) => outcome.dryRun }),
  }),
})

mutation('reopenTask', {
  description: 'Opens a completed or cancelled task again; what waits for it is blocked again.',
  errors: [InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({ task: taskRef(t) }),
  resolve: (caller, input) => reopenTask(caller, input),
  success: (t) => ({
    task: taskField(t),
    blockedTasks: tasksField(t, 'The tasks that this blocked.', ({ blocked }) => blocked),
  }),
})
