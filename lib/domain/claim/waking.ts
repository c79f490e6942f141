import { db, Prisma } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { streamTopic, subscribe } from '#lib/pubsub.ts'
import { grouped } from '../grouped.ts'
import { walk } from './next-pick.ts'
import type { Field } from './next-scope.ts'
import { fits, isLapsed, type Wish } from './next-wish.ts'

/** Someone in this process who waits for work. */
export interface Sleeper {
  /** The order in which they came. */
  place: number
  wish: Wish
  /** Sleepers of one shape want the same, whoever they are. */
  shape: string
  projects: ReadonlySet<string>
  restsUntil: number
  /** Null while it is up. */
  wake: (() => void) | null
}

/** Looking takes at most a fifth of the time, however much happens. */
const SHARE = 4
const LEAST_MS = 20
/** Looks again without having heard anything: leases run out, and what another process says can be lost. */
const TICK_MS = 2_000

const sleepers = new Set<Sleeper>()
const watched = new Map<string, { count: number; forget: () => void }>()
const noticed = new Set<string>()
let next: NodeJS.Timeout | null = null
let tick: NodeJS.Timeout | null = null
let isLooking = false
let notBefore = 0

/** How many calls of this process wait now. */
export const waitingCalls = () => [...sleepers].filter(({ wake }) => wake !== null).length

/**
 * From now on it is woken when a plain read finds something for it: as many of those who wait as there is something for, so that
 * an event costs one look and not a write of each. Answers what ends that.
 */
export function lieDown(sleeper: Sleeper, fields: readonly Field[]): () => void {
  sleepers.add(sleeper)
  const leave = fields.map((field) => watch(field))
  tick ??= setInterval(() => [...watched.keys()].forEach(notice), TICK_MS).unref()
  // Something may have come between its own look and now.
  fields.forEach(({ id }) => notice(id))
  return () => {
    sleepers.delete(sleeper)
    for (const each of leave) each()
    if (sleepers.size > 0 || !tick) return
    clearInterval(tick)
    tick = null
  }
}

/** One subscription a project, however many wait for it. */
function watch({ id, key }: Field) {
  const entry = watched.get(id) ?? { count: 0, forget: subscribe(streamTopic(key), () => notice(id)) }
  entry.count++
  watched.set(id, entry)
  return () => {
    if (--entry.count > 0) return
    entry.forget()
    watched.delete(id)
  }
}

/** Something happened in a project: looks soon, once for all that happens until then. */
function notice(projectId: string) {
  noticed.add(projectId)
  if (next === null && !isLooking) next = setTimeout(() => void look(), Math.max(0, notBefore - performance.now()))
}

async function look() {
  next = null
  isLooking = true
  const start = performance.now()
  const ids = [...noticed]
  noticed.clear()
  try {
    for (const { id, lapsed } of await withWork(ids)) await serve(id, lapsed !== null)
  } catch (error) {
    log.warn({ err: error }, 'it could not be looked for work; it is tried again')
  }
  isLooking = false
  notBefore = performance.now() + Math.max(LEAST_MS, SHARE * (performance.now() - start))
  for (const id of noticed) notice(id)
}

/** Raw: projects that have anything ready, or a lease that ran out. */
async function withWork(ids: string[]) {
  if (!ids.length) return []
  const rows = await db().$queryRaw<{ id: string; pending: number; lapsed: unknown }[]>`
    SELECT p."id", p."pending", (SELECT 1 FROM "Claim" c
      WHERE c."projectId" = p."id" AND c."endedAt" IS NULL AND ${isLapsed(new Date())} LIMIT 1) AS "lapsed"
    FROM "Project" p WHERE p."id" IN (${Prisma.join(ids)})`
  return rows.filter(({ pending, lapsed }) => pending > 0 || lapsed !== null)
}

async function serve(projectId: string, hasLapsed: boolean) {
  const asleep = asleepFor(projectId)
  for (const alike of grouped(asleep, ({ shape }) => shape).values()) {
    const own = await assignees(projectId, alike)
    const free = await unassigned(projectId, alike)
    const hasOwn = ({ wish }: Sleeper) => own.has(wish.actorId)
    const others = alike.filter((one) => !hasOwn(one)).slice(0, free)
    for (const { wake } of [...alike.filter(hasOwn), ...others]) wake?.()
  }
  // Its task is ready only once someone has ended the claim.
  if (hasLapsed) asleepFor(projectId)[0]?.wake?.()
}

function asleepFor(projectId: string) {
  const time = performance.now()
  const asleep = [...sleepers].filter(({ projects, wake, restsUntil }) => wake !== null && restsUntil <= time && projects.has(projectId))
  return asleep.sort((a, b) => a.place - b.place)
}

/** How many unassigned tasks there are for sleepers of one shape, up to their number. */
async function unassigned(projectId: string, alike: readonly Sleeper[]): Promise<number> {
  const [first] = alike
  if (!first) return 0
  const anyone = { ...first.wish, actorId: '' }
  const pause = () => new Promise((resolve) => setImmediate(resolve))
  const { found } = await walk(db(), projectId, anyone, new Date(), { take: alike.length, pause })
  return found.length
}

/** Which of them have a ready task assigned to them. Raw, as the walk is. */
async function assignees(projectId: string, alike: readonly Sleeper[]): Promise<Set<string>> {
  const [first] = alike
  if (!first) return new Set()
  const ids = Prisma.join([...new Set(alike.map(({ wish }) => wish.actorId))])
  const rows = await db().$queryRaw<{ assigneeId: string }[]>`
    SELECT DISTINCT "assigneeId" FROM "Task"
    WHERE "assigneeId" IN (${ids}) AND "status" = 'PENDING' AND "projectId" = ${projectId}
      AND ${fits({ ...first.wish, actorId: '' }, new Date())}`
  return new Set(rows.map(({ assigneeId }) => assigneeId))
}
