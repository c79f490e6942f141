import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { analyse } from '../graph/critical-path.ts'
import { plural } from '../graph/path-words.ts'
import { grouped } from '../grouped.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { inProject, locateProject } from '../project/locate.ts'
import { taskEvent } from '../task/act.ts'
import type { ProjectRow } from '../task/types.ts'
import { ProposalChangedError } from './errors.ts'
import { type Assignment, propose, type Proposal } from './propose.ts'
import { readSituation } from './read.ts'

const schema = z.object({
  project: ref,
  dryRun: z.boolean().nullish(),
  /** Also moves ready tasks off agents that have more than they may hold, or are offline. */
  moveOverloaded: z.boolean().nullish(),
  /** Ids or handles; all agents of the project without it. */
  agents: z.array(ref).min(1).max(200).nullish(),
  includeOffline: z.boolean().nullish(),
  /** Of the proposal that was shown: applied as it was, or refused. */
  fingerprint: z.string().max(100).nullish(),
  idempotencyKey,
})

/**
 * Assigns ready work to agents by capability, limit and load, in one write. A dry run answers what would be done, with reasons and a
 * fingerprint; sent along, nothing else is done than what was shown.
 * @throws ProposalChangedError when something else would be done now
 */
export async function coordinateProject(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const { dryRun, moveOverloaded, agents, includeOffline, fingerprint } = parsed
  // Before the gate: it only decides what comes first, and takes long in a large project.
  const critical = await criticalTasks(await locateProject(caller, parsed.project))
  return inProject(caller, { name: 'coordinateProject', input: parsed, right: 'COORDINATE' }, async (w, project) => {
    const asked = { agents: agents ?? null, includeOffline: includeOffline ?? false, moveOverloaded: moveOverloaded ?? false }
    const proposal = propose(await readSituation(w.tx, project, asked, w.now), { includeOffline: asked.includeOffline, critical })
    if (fingerprint && fingerprint !== proposal.fingerprint) throw new ProposalChangedError(project.key, proposal.fingerprint)
    if (!dryRun) await apply(w, project, proposal)
    return outcome(project, proposal, dryRun ?? false)
  })
}

/** The tasks that cannot slip, as far as the analysis names them. Tasks of one length side by side are no path. */
async function criticalTasks(project: ProjectRow): Promise<Set<string>> {
  const { chain, leastSlack } = await analyse(project)
  const beside = leastSlack.filter(({ hours }) => hours === 0).map(({ task }) => task)
  return new Set(chain.length === 1 && beside.length ? [] : [...chain, ...beside])
}

async function apply(w: Write, project: ProjectRow, { assignments, leftCount }: Proposal) {
  if (!assignments.length) return
  const byAgent = grouped(assignments, ({ agent }) => agent.id)
  for (const [assigneeId, some] of byAgent)
    await w.tx.task.updateMany({
      where: { id: { in: some.map(({ task }) => task.id) } },
      data: { assigneeId, version: { increment: 1 }, updatedAt: w.now },
    })
  for (const { task, agent, reason } of assignments) {
    const changes = [{ field: 'assignee', old: task.assigneeId, new: agent.id }]
    const subject = { ...task, projectId: project.id, version: task.version + 1 }
    taskEvent(w, 'TASK_ASSIGNED', subject, { changes, data: { coordinated: true, reason } }, [
      { actorId: agent.id, reason: 'ASSIGNED' },
      { actorId: task.assigneeId, reason: 'UNASSIGNED' },
    ])
  }
  const moved = assignments.filter(({ from }) => from !== null).length
  const data = { assigned: assignments.length - moved, moved, agents: byAgent.size, left: leftCount }
  w.event({ action: 'PROJECT_COORDINATED', projectId: project.id, data })
}

const MOST_LEFT = 100

/** Flat lists, since an outcome is stored: the entries of each list belong together. */
function outcome(project: ProjectRow, { assignments, left, leftCount, truncated, fingerprint }: Proposal, dryRun: boolean) {
  const shown = left.slice(0, MOST_LEFT)
  return {
    project: project.id,
    dryRun,
    fingerprint,
    truncated,
    summary: inWords(assignments, leftCount, dryRun),
    tasks: assignments.map(({ task }) => task.id),
    agents: assignments.map(({ agent }) => agent.id),
    sources: assignments.map(({ from }) => from?.id ?? ''),
    critical: assignments.map(({ isCritical }) => Number(isCritical)),
    reasons: assignments.map(({ reason }) => reason),
    left: shown.map(({ task }) => task.id),
    leftKinds: shown.map(({ kind }) => kind),
    leftReasons: shown.map(({ reason }) => reason),
    leftCount,
  }
}

function inWords(assignments: readonly Assignment[], leftCount: number, dryRun: boolean): string {
  const moved = assignments.filter(({ from }) => from !== null).length
  const agents = new Set(assignments.map(({ agent }) => agent.id)).size
  const parts = [
    `${plural(assignments.length - moved, 'task')} ${dryRun ? 'would be' : assignments.length - moved === 1 ? 'was' : 'were'} assigned to ${plural(agents, 'agent')}`,
    ...(moved ? [`${moved} moved`] : []),
    ...(leftCount ? [`${leftCount.toLocaleString('en')} left`] : []),
  ]
  return assignments.length
    ? `${parts.join(', ')}.`
    : leftCount
      ? `Nothing to assign, ${leftCount.toLocaleString('en')} left.`
      : 'Nothing is ready that nobody has.'
}
