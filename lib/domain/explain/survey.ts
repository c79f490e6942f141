import type { Db } from '#lib/db.ts'
import type { Worker } from './capable.ts'
import { factsOf } from './facts.ts'
import { gatesOf } from './gates.ts'

/** All of a project's open work at once: how it divides, and what holds it up. */
export async function survey(reads: Db, { projectId, workers, now }: { projectId: string; workers: readonly Worker[]; now: Date }) {
  const [facts, gates] = await Promise.all([factsOf(reads, projectId, workers, now), gatesOf(reads, projectId)])
  return { facts, gates }
}
