import type { Caller } from '#lib/auth/caller.ts'
import { currentKey } from '#lib/cipher.ts'
import { db, writeFigures } from '#lib/db.ts'
import { figures } from '#lib/figures.ts'
import { databaseFacts, migrationsApplied, type AppliedMigration, type DatabaseFacts } from './database.ts'
import { mayInWorkspace } from './policy.ts'

export interface JobFacts {
  name: string
  /** Whether a process holds it now. */
  isHeld: boolean
  leaseUntil: Date
  ranAt: Date | null
}

export interface Installation extends ReturnType<typeof figures> {
  database: DatabaseFacts
  /** The id of the key that seals bodies. */
  encryptionKey: string | null
  migrations: AppliedMigration[]
  counts: Awaited<ReturnType<typeof counts>>
  jobs: JobFacts[]
  writing: ReturnType<typeof writeFigures>
}

/** How the installation is, as the process that answers knows it; null to whoever may not see it. */
export async function findInstallation(caller: Caller): Promise<Installation | null> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return null
  return {
    ...figures(),
    database: await databaseFacts(),
    encryptionKey: currentKey()?.id ?? null,
    migrations: await migrationsApplied(),
    counts: await counts(),
    jobs: await jobs(),
    writing: writeFigures(),
  }
}

/** From counters that are kept anyway, so that nothing large is counted. */
async function counts() {
  const where = { retiredAt: null }
  const { _sum, _count } = await db().project.aggregate({
    _sum: { seq: true, pending: true, blocked: true, inProgress: true, completed: true, cancelled: true },
    _count: { _all: true },
  })
  const openTasks = (_sum.pending ?? 0) + (_sum.blocked ?? 0) + (_sum.inProgress ?? 0)
  const workspace = await db().workspace.findUnique({ where: { id: 1 } })
  const told = await db().actor.aggregate({ _sum: { notificationSeq: true } })
  return {
    people: await db().actor.count({ where: { kind: 'PERSON', ...where } }),
    agents: await db().actor.count({ where: { kind: 'AGENT', ...where } }),
    projects: _count._all,
    tasks: openTasks + (_sum.completed ?? 0) + (_sum.cancelled ?? 0),
    openTasks,
    events: (_sum.seq ?? 0) + (workspace?.seq ?? 0),
    notifications: told._sum.notificationSeq ?? 0,
  }
}

async function jobs(now = new Date()): Promise<JobFacts[]> {
  const rows = await db().job.findMany({ orderBy: { name: 'asc' } })
  return rows.map(({ name, leaseUntil, ranAt }) => ({ name, leaseUntil, ranAt, isHeld: leaseUntil > now }))
}
