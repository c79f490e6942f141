import DataLoader from 'dataloader'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { rolesIn } from '#lib/domain/access.ts'
import { historiesOf } from '#lib/domain/actor/history.ts'
import { actorsByIds, capabilitiesOfActors, openTaskCounts, projectIdsOfTokens, tokensByIds, tokensOf } from '#lib/domain/actor/queries.ts'
import { workloadsOf } from '#lib/domain/actor/workload.ts'
import { claimsByIds, claimsOf, currentClaimsOf, openClaimsOf } from '#lib/domain/claim/queries.ts'
import { contextByIds, mentionsOf } from '#lib/domain/context/queries.ts'
import { dependenciesByIds, dependenciesOf } from '#lib/domain/dependency/queries.ts'
import { eventsByIds } from '#lib/domain/event/queries.ts'
import { workersOf } from '#lib/domain/feedback/workers.ts'
import { filesByIds, filesOf, overlapsByFile } from '#lib/domain/file/queries.ts'
import { importsByIds } from '#lib/domain/import/queries.ts'
import { flowsOf, metricsOf } from '#lib/domain/metrics/queries.ts'
import { notificationsBySeqs } from '#lib/domain/notification/queries.ts'
import { pluginsOfProjects } from '#lib/domain/plugin/queries.ts'
import { scheduleRows } from '#lib/domain/plugin/schedules.ts'
import { membersOf, projectsByIds, projectTagsOf } from '#lib/domain/project/queries.ts'
import { questionsByIds, questionsOf } from '#lib/domain/question/queries.ts'
import { tagCountsOf } from '#lib/domain/tag/queries.ts'
import { AmbiguousError } from '#lib/domain/task/errors.ts'
import { findTask } from '#lib/domain/task/find.ts'
import { capabilitiesOf, criteriaOf, tagsOf, tasksByIds } from '#lib/domain/task/queries.ts'
import { templatesByIds } from '#lib/domain/template/queries.ts'
import { viewsByIds, viewsOf } from '#lib/domain/view/queries.ts'
import { deliveriesByIds, waitingOf, webhooksByIds, webhooksOf } from '#lib/domain/webhook/queries.ts'
import { watchLevelsOf } from '#lib/domain/watch/queries.ts'
import { invitationsByIds } from '#lib/domain/workspace/invitations.ts'
import { peopleByIds } from '#lib/domain/workspace/people.ts'
import { NotFoundError } from '#lib/errors.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * One operation's reads of things by id: asked for one by one, sent as one statement, kept until the next mutation.
 * Those without an article answer null for what is missing or hidden from the caller; those with one throw.
 */
export function createLoaders(caller: Caller) {
  const as =
    <Key, Value>(read: (caller: Caller, keys: readonly Key[]) => Promise<Map<Key, Value>>) =>
    (keys: readonly Key[]) =>
      read(caller, keys)
  const task = batched(as(tasksByIds), null)
  const project = batched(as(projectsByIds), null)
  const actor = batched(actorsByIds, null)
  const claim = batched(as(claimsByIds), null)
  const token = batched(tokensByIds, null)
  const contextEntry = batched(as(contextByIds), null)
  const question = batched(as(questionsByIds), null)
  return {
    actor,
    anActor: certain('actor', actor),
    capabilities: batched(capabilitiesOfActors, []),
    openTaskCount: batched(as(openTaskCounts), 0),
    currentClaims: batched(as(currentClaimsOf), []),
    workload: inOrder(caller, workloadsOf),
    history: inOrder(caller, historiesOf),
    metrics: inOrder(caller, metricsOf),
    flow: inOrder(caller, flowsOf),
    tokens: batched(tokensOf, []),
    aToken: certain('token', token),
    tokenProjects: batched(projectIdsOfTokens, []),

    aPerson: certain('person', batched(as(peopleByIds), null)),
    anInvitation: certain('invitation', batched(as(invitationsByIds), null)),

    project,
    aProject: certain('project', project),
    role: batched(as(rolesIn), null),
    members: batched(membersOf, []),
    projectTags: batched(projectTagsOf, []),
    tagCounts: batched(tagCountsOf, []),
    template: batched(as(templatesByIds), null),
    import: batched(as(importsByIds), null),
    savedView: batched(as(viewsByIds), null),
    savedViews: batched(as(viewsOf), []),
    projectPlugins: batched(as(pluginsOfProjects), []),
    scheduleRows: batched(scheduleRows, []),
    webhook: batched(as(webhooksByIds), null),
    webhooks: batched(as(webhooksOf), null),
    webhookDelivery: batched(as(deliveriesByIds), null),
    waitingDeliveries: batched(waitingOf, 0),

    task,
    aTask: certain('task', task),
    tasks: async (ids: readonly string[]) => (await Promise.all(ids.map((id) => task.load(id)))).filter((row) => row !== null),
    taskByRef: new DataLoader((refs: readonly string[]) => Promise.all(refs.map((ref) => taskByRef(caller, ref)))),
    tags: batched(tagsOf, []),
    requiredCapabilities: batched(capabilitiesOf, []),
    criteria: batched(criteriaOf, []),
    workers: batched((ids: readonly string[]) => workersOf(db(), ids), []),
    openClaim: batched(openClaimsOf, null),
    claims: batched(claimsOf, []),
    claim,
    aClaim: certain('claim', claim),
    edges: batched(dependenciesOf, { blockers: [], dependents: [], parent: null, children: [], links: [] }),
    dependency: batched(as(dependenciesByIds), null),
    files: batched(filesOf, []),
    file: batched(as(filesByIds), null),
    overlaps: batched(overlapsByFile, []),
    contextEntry,
    aContextEntry: certain('context entry', contextEntry),
    mentions: batched(mentionsOf, []),
    question,
    aQuestion: certain('question', question),
    questions: batched(questionsOf, []),
    watchLevel: batched(as(watchLevelsOf), 'DEFAULT' as const),

    event: batched(as(eventsByIds), null),
    notification: batched(as(notificationsBySeqs), null),
  }
}

/** @param absent what stands for a key that the read does not answer */
function batched<Key, Value, Absent>(read: (keys: readonly Key[]) => Promise<Map<Key, Value>>, absent: Absent) {
  return new DataLoader<Key, Value | Absent>(async (keys) => {
    const found = await read(keys)
    return keys.map((key) => found.get(key) ?? absent)
  })
}

/** For keys of several parts. The read answers in the order of the keys. */
function inOrder<Key, Value>(caller: Caller, read: (caller: Caller, keys: readonly Key[]) => Promise<Value[]>) {
  return new DataLoader<Key, Value, string>((keys) => read(caller, keys), { cacheKeyFn: (key) => JSON.stringify(key) })
}

const certain = <Row>(what: string, loader: DataLoader<string, Row | null>) => ({
  async load(id: string): Promise<Row> {
    const row = await loader.load(id)
    if (row === null) throw new NotFoundError(what, id)
    return row
  },
})

async function taskByRef(caller: Caller, ref: string) {
  try {
    return await findTask(caller, ref)
  } catch (error) {
    if (error instanceof AmbiguousError) return null
    throw error
  }
}
