import type { Caller } from '#lib/auth/caller.ts'
import { NotFoundError } from '#lib/errors.ts'
import { inboxTopic, streamTopic } from '#lib/pubsub.ts'
import { roleIn } from '../access.ts'
import { inboxHead, notificationsAfter } from '../notification/queries.ts'
import { findProject, projectsByIds } from '../project/queries.ts'
import { findTask } from '../task/find.ts'
import { eventsAfter, streamHead } from './queries.ts'
import { follow, type Following } from './follow.ts'
import type { EventRow } from './queries.ts'

export type { Resync } from './follow.ts'

/** What happens in a project, in order, after an event's number or from now on. Ends when the caller is no longer a member. */
export const projectStream = (caller: Caller, ref: string, after?: number | null) =>
  follow(async () => {
    const project = await findProject(caller, ref)
    if (!project) throw new NotFoundError('project', ref)
    return following(caller, project)
  }, after)

/** What happens to a task. `after` is a number of its project's stream. */
export const taskStream = (caller: Caller, ref: string, after?: number | null) =>
  follow(async () => {
    const task = await findTask(caller, ref)
    const project = task && (await projectsByIds(caller, [task.projectId])).get(task.projectId)
    if (!task || !project) throw new NotFoundError('task', ref)
    return { ...following(caller, project), fits: (event) => event.taskId === task.id }
  }, after)

/** The notifications that reach the caller. */
export const inboxStream = (caller: Caller, after?: number | null) =>
  follow(
    async () => ({
      topic: inboxTopic(caller.actorId),
      head: () => inboxHead(caller.actorId),
      read: (seq, take) => notificationsAfter(caller.actorId, seq, take),
      isAllowed: async () => true,
    }),
    after,
  )

function following(caller: Caller, { id, key }: { id: string; key: string }): Following<EventRow> {
  return {
    topic: streamTopic(key),
    head: () => streamHead(key),
    read: (seq, take) => eventsAfter(key, seq, take),
    isAllowed: async () => (await roleIn(caller, id)) !== null,
  }
}
