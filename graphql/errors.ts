import { findActor } from '#lib/domain/actor/queries.ts'
import * as claim from '#lib/domain/claim/errors.ts'
import * as coordinate from '#lib/domain/coordinate/errors.ts'
import * as dependency from '#lib/domain/dependency/errors.ts'
import * as plugin from '#lib/domain/plugin/errors.ts'
import * as project from '#lib/domain/project/errors.ts'
import * as question from '#lib/domain/question/errors.ts'
import * as task from '#lib/domain/task/errors.ts'
import * as workspace from '#lib/domain/workspace/errors.ts'
import * as platform from '#lib/errors.ts'
import { builder, callerOf, type Fields } from './builder.ts'
import type { Context } from './context.ts'
import { errorType } from './error-type.ts'
import { Actor, Criterion, Project, Question, Task } from './refs.ts'

const tasksByRef = async (refs: readonly string[], context: Context) => {
  const found = await Promise.all(refs.map((ref) => context.loaders.taskByRef.load(ref)))
  return found.filter((row) => row !== null)
}
const aTaskByRef = async (ref: string, context: Context) => {
  const row = await context.loaders.taskByRef.load(ref)
  if (!row) throw new platform.NotFoundError('task', ref)
  return row
}
const taskOf = (t: Fields<{ taskKey: string }>) =>
  t.field({ type: Task, description: 'The task as it is now.', resolve: (error, _, context) => aTaskByRef(error.taskKey, context) })

export const NotFoundError = errorType('NotFoundError', 'NOT_FOUND', platform.NotFoundError, (t) => ({
  what: t.exposeString('what', { description: 'The kind of thing that was looked for.' }),
  ref: t.exposeString('ref', { description: 'The id, key or handle that was given.' }),
}))

export const ForbiddenError = errorType('ForbiddenError', 'FORBIDDEN', platform.ForbiddenError, (t) => ({
  rule: t.exposeString('rule', { description: 'The rule that refuses: who may do this, or which token scope it needs.' }),
}))

const Issue = builder.objectRef<platform.FieldIssue>('FieldIssue').implement({
  description: 'One input field that was refused.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path of the input field, such as `title` or `tasks.3.title`.' }),
    message: t.exposeString('message', { description: 'What is wrong with it.' }),
  }),
})
export const InvalidInputError = errorType('InvalidInputError', 'INVALID_INPUT', platform.InvalidInputError, (t) => ({
  issues: t.field({ type: [Issue], description: 'Every refused field, all at once.', resolve: (error) => error.issues }),
}))

export const AmbiguousError = errorType('AmbiguousError', 'AMBIGUOUS', task.AmbiguousError, (t) => ({
  ref: t.exposeString('ref', { description: 'The prefix that was given.' }),
  candidates: t.field({
    type: [Task],
    description: 'Up to five tasks that it fits.',
    resolve: (error, _, context) => tasksByRef(error.candidates, context),
  }),
}))

const Conflict = builder.objectRef<platform.FieldConflict>('FieldConflict').implement({
  description: 'A field that someone else changed since the version you read.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The name of the field.' }),
    old: t.field({ type: 'JSON', nullable: true, description: 'Its value at the version you read.', resolve: (conflict) => conflict.old }),
    new: t.field({ type: 'JSON', nullable: true, description: 'Its value now.', resolve: (conflict) => conflict.new }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description: 'Who changed it; null for the system.',
      resolve: ({ actorId }, _, { loaders }) => (actorId === null ? null : loaders.actor.load(actorId)),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
})
export const VersionConflictError = errorType('VersionConflictError', 'VERSION_CONFLICT', task.VersionConflictError, (t) => ({
  task: t.field({
    type: Task,
    description: 'The task as it is now.',
    resolve: (error, _, context) => aTaskByRef(error.taskId, context),
  }),
  currentVersion: t.exposeInt('currentVersion', { description: 'Its version now.' }),
  conflicts: t.field({ type: [Conflict], description: 'The fields in question.', resolve: (error) => error.conflicts }),
}))

export const IdempotencyKeyReusedError = errorType(
  'IdempotencyKeyReusedError',
  'IDEMPOTENCY_KEY_REUSED',
  platform.IdempotencyKeyReusedError,
  (t) => ({
    key: t.exposeString('key', { description: 'The key that was used before.' }),
  }),
)

export const AlreadyExistsError = errorType('AlreadyExistsError', 'ALREADY_EXISTS', platform.AlreadyExistsError, (t) => ({
  field: t.exposeString('field', { description: 'The field whose value must be unique.' }),
  value: t.exposeString('value', { description: 'The value that is taken.' }),
}))

export const TaskBlockedError = errorType('TaskBlockedError', 'TASK_BLOCKED', task.TaskBlockedError, (t) => ({
  task: taskOf(t),
  blockers: t.field({
    type: [Task],
    description: 'The open tasks that stand in the way.',
    resolve: (error, _, { loaders }) => loaders.tasks(error.blockerIds),
  }),
  holdReason: t.exposeString('holdReason', { nullable: true, description: 'Why the task is on hold; null when it is not.' }),
}))

export const CriteriaUnmetError = errorType('CriteriaUnmetError', 'CRITERIA_UNMET', task.CriteriaUnmetError, (t) => ({
  task: taskOf(t),
  criteria: t.field({
    type: [Criterion],
    description: 'The success criteria that are not met or unknown.',
    resolve: async (error, _, context) => {
      const unmet = new Set(error.criteria.map((criterion) => criterion.id))
      const { id } = await aTaskByRef(error.taskKey, context)
      return (await context.loaders.criteria.load(id)).filter((row) => unmet.has(row.id))
    },
  }),
}))

export const InvalidTransitionError = errorType('InvalidTransitionError', 'INVALID_TRANSITION', task.InvalidTransitionError, (t) => ({
  task: taskOf(t),
  from: t.exposeString('from', { description: 'The state that does not allow the move.' }),
  move: t.exposeString('move', { description: 'What was tried.' }),
}))

export const AlreadyClaimedError = errorType('AlreadyClaimedError', 'ALREADY_CLAIMED', claim.AlreadyClaimedError, (t) => ({
  task: taskOf(t),
  holder: t.field({
    type: Actor,
    // As in StaleClaimError: members of a union give a field one type, so that one operation can ask both for it.
    nullable: true,
    description: 'Who holds the task.',
    resolve: (error, _, { loaders }) => loaders.actor.load(error.holderId),
  }),
  heldUntil: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'When the lease runs out; null without a lease.' }),
}))

export const StaleClaimError = errorType('StaleClaimError', 'STALE_CLAIM', claim.StaleClaimError, (t) => ({
  task: taskOf(t),
  fence: t.exposeInt('fence', { nullable: true, description: 'The fence that was given.' }),
  reason: t.exposeString('reason', { description: 'Why it is good no more.' }),
  currentFence: t.exposeInt('currentFence', { nullable: true, description: 'The fence of the open claim, if there is one.' }),
  holder: t.field({
    type: Actor,
    nullable: true,
    description: 'Who holds the task now.',
    resolve: ({ holderHandle }, _, context) => (holderHandle === null ? null : findActor(callerOf(context), holderHandle)),
  }),
}))

export const WipLimitError = errorType('WipLimitError', 'WIP_LIMIT', claim.WipLimitError, (t) => ({
  limit: t.exposeInt('limit', { description: 'How many tasks the agent may hold at once.' }),
  heldTasks: t.field({
    type: [Task],
    description: 'The tasks that it holds, as far as you see them.',
    resolve: (error, _, context) => tasksByRef(error.heldKeys, context),
  }),
}))

export const BackingOffError = errorType('BackingOffError', 'BACKING_OFF', claim.BackingOffError, (t) => ({
  task: taskOf(t),
  failures: t.exposeInt('failures', { description: 'How often in a row the agent failed it with the same reason.' }),
  retryAfterMs: t.exposeInt('retryAfterMs', { description: 'How long to wait before claiming it again, in milliseconds.' }),
}))

export const DependencyCycleError = errorType('DependencyCycleError', 'DEPENDENCY_CYCLE', dependency.DependencyCycleError, (t) => ({
  path: t.exposeStringList('path', { description: 'Keys along the cycle; the first stands again at the end.' }),
}))

export const HasDependentsError = errorType('HasDependentsError', 'HAS_DEPENDENTS', task.HasDependentsError, (t) => ({
  task: taskOf(t),
  dependents: t.field({
    type: [Task],
    description: 'The open tasks and children that depend on it.',
    resolve: (error, _, context) => tasksByRef(error.dependentKeys, context),
  }),
}))

export const QuestionClosedError = errorType('QuestionClosedError', 'QUESTION_CLOSED', question.QuestionClosedError, (t) => ({
  question: t.field({
    type: Question,
    description: 'The question as it is now, with its answer if it has one.',
    resolve: (error, _, { loaders }) => loaders.aQuestion.load(error.questionId),
  }),
}))

export const ProjectArchivedError = errorType('ProjectArchivedError', 'PROJECT_ARCHIVED', project.ProjectArchivedError, (t) => ({
  projectKey: t.exposeString('projectKey', { description: 'The key of the archived project.' }),
}))

export const ProposalChangedError = errorType('ProposalChangedError', 'PROPOSAL_CHANGED', coordinate.ProposalChangedError, (t) => ({
  projectKey: t.exposeString('projectKey', { description: 'The key of the project.' }),
  fingerprint: t.exposeString('fingerprint', { description: 'Of what would be done now.' }),
}))

export const RefusedError = errorType('RefusedError', 'REFUSED', platform.RefusedError, (t) => ({
  by: t.exposeString('by', { description: 'What refused: a plugin or a script hook, by name.' }),
  reason: t.exposeString('reason', { description: 'Why, in its own words.' }),
}))

export const PluginFailedError = errorType('PluginFailedError', 'PLUGIN_FAILED', plugin.PluginFailedError, (t) => ({
  plugin: t.exposeString('plugin', { description: 'The name of the plugin.' }),
  reason: t.exposeString('reason', { description: 'What it said, or what became of it.' }),
}))

export const LastOwnerError = errorType('LastOwnerError', 'LAST_OWNER', project.LastOwnerError, (t) => ({
  projectKey: t.exposeString('projectKey', { description: 'The key of the project that would be without an owner.' }),
}))

export const ProjectChangedError = errorType('ProjectChangedError', 'PROJECT_CHANGED', project.ProjectChangedError, (t) => ({
  project: t.field({
    type: Project,
    description: 'The project as it is now.',
    resolve: ({ projectId }, _, { loaders }) => loaders.aProject.load(projectId),
  }),
  currentVersion: t.exposeInt('currentVersion', { description: 'Its version now.' }),
  conflicts: t.field({ type: [Conflict], description: 'The fields in question.', resolve: (error) => error.conflicts }),
}))

export const LastAdminError = errorType('LastAdminError', 'LAST_ADMIN', workspace.LastAdminError, (t) => ({
  handle: t.exposeString('handle', { description: 'Who is the only admin.' }),
}))

/** What every mutation may answer. */
export const COMMON_ERRORS = [NotFoundError, ForbiddenError, InvalidInputError, VersionConflictError, IdempotencyKeyReusedError] as const
