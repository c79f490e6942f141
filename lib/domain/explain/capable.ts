import { db } from '#lib/db.ts'
import { presenceOf } from '../actor/presence.ts'

/** An agent that may work in a project. */
export interface Worker {
  id: string
  handle: string
  capabilities: ReadonlySet<string>
  wipLimit: number | null
  isHere: boolean
  lastSeenAt: Date | null
}

/** The agents of a project that take work, by handle: neither retired nor VIEWER, and none that a plugin acts as. */
export async function workersOf(
  projectId: string,
  tx: Pick<ReturnType<typeof db>, 'actor' | 'plugin'> = db(),
  now = new Date(),
): Promise<Worker[]> {
  const plugins = await tx.plugin.findMany({ select: { actorId: true } })
  const id = { notIn: plugins.map(({ actorId }) => actorId) }
  const rows = await tx.actor.findMany({
    where: { id, kind: 'AGENT', retiredAt: null, memberships: { some: { projectId, role: { not: 'VIEWER' } } } },
    select: { id: true, handle: true, wipLimit: true, lastSeenAt: true, capabilities: { select: { capability: true } } },
    orderBy: { handle: 'asc' },
  })
  return rows.map(({ capabilities, ...row }) => {
    const { presence, lastSeenAt } = presenceOf(row, now.getTime())
    const isHere = presence === 'ONLINE' || presence === 'LATE'
    return { ...row, capabilities: new Set(capabilities.map((each) => each.capability)), isHere, lastSeenAt }
  })
}

export const isCapable = ({ capabilities }: Pick<Worker, 'capabilities'>, required: readonly string[]) =>
  required.every((capability) => capabilities.has(capability))

/** The required capabilities that none of them has; where each is had by someone but all by nobody, all of them. */
export function missingFrom(workers: readonly Worker[], required: readonly string[]): string[] {
  if (workers.some((worker) => isCapable(worker, required))) return []
  const missing = required.filter((capability) => !workers.some((worker) => worker.capabilities.has(capability)))
  return missing.length ? missing : [...required]
}
