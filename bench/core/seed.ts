import { SCOPES, type Caller } from '#lib/auth/caller.ts'
import { connect, db, disconnect, transaction } from '#lib/db.ts'
import { createAgent } from '#lib/domain/actor/create-agent.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { encodeCursor } from '#lib/domain/page.ts'
import { createProject } from '#lib/domain/project/create.ts'
import { newId, newTaskId } from '#lib/id.ts'
import { migrate } from '#prisma/tools/migrate.ts'
import { caller, person } from '#lib/testing/builders.ts'

export interface Scene {
  project: string
  agents: { caller: Caller; token: string }[]
  /** Tasks that nothing blocks and nobody has. */
  free: string[]
  /** Tasks that each alone block one other. */
  blockers: string[]
  /** Stands before the last page of 50 in the order OLDEST. */
  lastPage: string
}

const AGENTS = 32
const CHUNK = 5_000

/** A migrated database with one project of so many tasks: two thirds in pairs of blocker and blocked, one third free. */
export async function seed(file: string, size: number): Promise<Scene> {
  await migrate(`file:${file}`)
  await connect(`file:${file}`)
  const owner = await person()
  const { project } = await createProject(owner, { key: 'BENCH', name: 'Bench', editing: 'OPEN' })
  const agents = []
  for (let i = 0; i < AGENTS; i++) {
    const { agent } = await createAgent(owner, { handle: `agent-${i}`, name: `Agent ${i}`, project })
    const { secret } = await createToken(owner, { agent, name: 'bench', scopes: [...SCOPES] })
    agents.push({ caller: caller({ actorId: agent, handle: `agent-${i}`, kind: 'AGENT' }), token: secret ?? '' })
  }
  const tasks = rows(project, owner.actorId, size)
  const [blockers, blocked, free] = [0, 1, 2].map((third) => tasks.filter((_, i) => i % 3 === third).map((task) => task.id))
  await store(project, tasks, blockers ?? [], blocked ?? [])
  const last = await db().task.findFirstOrThrow({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], skip: 50 })
  const faults = await diagnose()
  if (faults.length) throw new Error(`The seed is at odds with itself: ${JSON.stringify(faults.slice(0, 3))}`)
  await disconnect()
  return {
    project,
    agents,
    free: free ?? [],
    blockers: (blockers ?? []).slice(0, blocked?.length),
    lastPage: encodeCursor('OLDEST', [last.createdAt.toISOString(), last.id]),
  }
}

function rows(projectId: string, createdById: string, size: number) {
  const ids = new Set<string>()
  while (ids.size < size) ids.add(newTaskId())
  const start = Date.now() - size * 1000
  return [...ids].map((id, i) => {
    const createdAt = new Date(start + i * 1000)
    const isBlocked = i % 3 === 1
    return {
      ...{
        id,
        projectId,
        createdById,
        number: i + 1,
        key: `BENCH-${i + 1}`,
        title: `Task ${i + 1} of the bench`,
        createdAt,
        updatedAt: createdAt,
      },
      ...{ description: 'What it is about, in a sentence or two, as most tasks have it. '.repeat(4), priority: i % 4 },
      ...{ isBlocked, openBlockers: isBlocked ? 1 : 0, status: isBlocked ? ('BLOCKED' as const) : ('PENDING' as const) },
      ...{
        openDependents: i % 3 === 0 && i + 1 < size ? 1 : 0,
        effectivePriority: i % 3 === 0 && i + 1 < size ? Math.max(i % 4, (i + 1) % 4) : i % 4,
      },
    }
  })
}

async function store(projectId: string, tasks: ReturnType<typeof rows>, blockers: string[], blocked: string[]) {
  for (let i = 0; i < tasks.length; i += CHUNK)
    await transaction([projectId], (tx) => tx.task.createMany({ data: tasks.slice(i, i + CHUNK) }))
  const edges = blocked.map((taskId, i) => ({
    id: newId('dep'),
    projectId,
    taskId,
    dependsOnId: blockers[i] ?? '',
    kind: 'BLOCKS' as const,
    createdAt: new Date(),
  }))
  for (let i = 0; i < edges.length; i += CHUNK)
    await transaction([projectId], (tx) => tx.dependency.createMany({ data: edges.slice(i, i + CHUNK) }))
  const tags = tasks.map(({ id }, i) => ({ taskId: id, projectId, fold: `tag-${i % 20}`, tag: `Tag-${i % 20}` }))
  for (let i = 0; i < tags.length; i += CHUNK)
    await transaction([projectId], (tx) => tx.taskTag.createMany({ data: tags.slice(i, i + CHUNK) }))
  const counters = { pending: tasks.length - blocked.length, blocked: blocked.length, lastNumber: tasks.length }
  await transaction([projectId], (tx) => tx.project.update({ where: { id: projectId }, data: counters }))
}
