import type { Home, HomeTask } from './documents.ts'

type Question = Home['questions']['nodes'][number]
type Held = Home['holds']['nodes'][number]
type Lapsed = Home['lapsed']['nodes'][number]

export type Waiting = { id: string; task: HomeTask; since: string } & (
  { duty: 'answer'; question: Question } | { duty: 'decide'; hold: NonNullable<Held['hold']> } | { duty: 'takeOver'; claim: Lapsed }
)

/**
 * What waits for a person who may do something about it, each task once: a question holds its task too, and a lease that ran out may
 * have led to a hold. Within a duty, what has waited longest comes first.
 */
export function waitingOf({ questions, holds, lapsed }: Pick<Home, 'questions' | 'holds' | 'lapsed'>): Waiting[] {
  const asked = new Set(questions.nodes.map(({ task }) => task.id))
  const held = new Set(holds.nodes.map(({ id }) => id))
  return [
    ...questions.nodes.flatMap((question): Waiting[] => {
      const { task } = question
      if (!task.viewerCan.includes('ANSWER')) return []
      return [{ id: question.id, duty: 'answer', task, since: question.createdAt, question }]
    }),
    ...holds.nodes.flatMap((task): Waiting[] => {
      const { hold } = task
      if (!hold || asked.has(task.id) || !task.viewerCan.includes('RELEASE_HOLD')) return []
      return [{ id: `hold ${task.id}`, duty: 'decide', task, since: hold.at, hold }]
    }),
    ...lapsed.nodes.flatMap((claim): Waiting[] => {
      const { task } = claim
      if (held.has(task.id) || !task.viewerCan.some((act) => act === 'START' || act === 'ASSIGN')) return []
      return [{ id: claim.id, duty: 'takeOver', task, since: claim.endedAt ?? '', claim }]
    }),
  ].toSorted((a, b) => ORDER.indexOf(a.duty) - ORDER.indexOf(b.duty) || a.since.localeCompare(b.since))
}

const ORDER: Waiting['duty'][] = ['answer', 'decide', 'takeOver']

const STATUSES: HomeTask['status'][] = ['IN_PROGRESS', 'PENDING', 'BLOCKED']

/** My tasks by project, those with work in progress first; in each what is in progress, then what can start, then what waits. */
export function byProject(tasks: readonly HomeTask[]) {
  const groups = new Map<string, { project: HomeTask['project']; tasks: HomeTask[] }>()
  for (const task of tasks) {
    const group = groups.get(task.project.id) ?? { project: task.project, tasks: [] }
    group.tasks.push(task)
    groups.set(task.project.id, group)
  }
  const isAtWork = ({ tasks: some }: { tasks: HomeTask[] }) => (some.some(({ status }) => status === 'IN_PROGRESS') ? 0 : 1)
  return [...groups.values()]
    .map(({ project, tasks: some }) => ({
      project,
      tasks: some.toSorted((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)),
    }))
    .toSorted((a, b) => isAtWork(a) - isAtWork(b) || a.project.name.localeCompare(b.project.name))
}
