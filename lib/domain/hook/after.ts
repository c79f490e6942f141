import { systemCaller } from '#lib/auth/callers.ts'
import { setTimeout as passed } from 'node:timers/promises'
import { Bell } from '#lib/bell.ts'
import { chunks } from '#lib/chunks.ts'
import { db, now, transaction, type Tx } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { type EventAction, WORKSPACE_STREAM } from '#lib/events.ts'
import { callHook, hasHook, type Hook } from '#lib/hooks/folder.ts'
import { log } from '#lib/log.ts'
import { STREAMS_TOPIC, subscribe } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { setCursor } from '../delivery-cursor.ts'
import { type Moment, MOMENTS } from '../task/moments.ts'
import { PRIORITIES } from '../task/types.ts'
import { hookEvent } from './report.ts'

const HOOKS_CONSUMER = 'hooks'
const IDLE_MS = 5_000
/** What is written at once is looked at once. */
const SETTLE_MS = 100
const PROJECTS_AT_ONCE = 4

/** What runs after which event. An import makes events of its own, which are none of these: no hook runs for it. */
const AFTER = { CREATED: 'post-create', UPDATED: 'post-update', COMPLETED: 'post-complete' } as const satisfies Record<Moment, Hook>
const hookAfter = (action: string): Hook | null => {
  const moment = MOMENTS[action as EventAction]
  return moment ? AFTER[moment] : null
}

/** The job: takes each project's events to the scripts, in order and each at least once, from a stored place. */
export async function runHooks(signal: AbortSignal): Promise<number> {
  if (!env().HOOKS_DIR) return IDLE_MS
  const bell = new Bell()
  const unsubscribe = subscribe(STREAMS_TOPIC, bell.ring)
  try {
    while (!signal.aborted) {
      await catchUp(signal)
      await bell.wait(IDLE_MS, signal)
      await passed(SETTLE_MS, undefined, { signal }).catch(() => {})
    }
  } finally {
    unsubscribe()
  }
  return 0
}

/** Runs whatever is due, until nothing is. */
export async function catchUp(signal: AbortSignal): Promise<void> {
  await begin()
  const cursors = await db().deliveryCursor.findMany({ where: { consumer: HOOKS_CONSUMER } })
  const places = new Map(cursors.map(({ stream, seq }) => [stream, seq]))
  const projects = await db().project.findMany({ select: { id: true, key: true, name: true, seq: true } })
  const behind = projects.filter(({ key, seq }) => seq > (places.get(key) ?? 0))
  const actions = await wanted()
  for (const some of chunks(behind, PROJECTS_AT_ONCE))
    await Promise.all(some.map((project) => follow(project, places.get(project.key) ?? 0, actions, signal)))
}

/** Hooks that are new hear of what happens from now on; projects that are new, of everything. */
async function begin(): Promise<void> {
  const own = { consumer: HOOKS_CONSUMER, stream: WORKSPACE_STREAM }
  if (await db().deliveryCursor.findUnique({ where: { consumer_stream: own } })) return
  await transaction([], async (tx) => {
    if (await tx.deliveryCursor.findUnique({ where: { consumer_stream: own } })) return
    const updatedAt = await now(tx)
    const projects = await tx.project.findMany({ select: { key: true, seq: true } })
    const rows = projects.map(({ key, seq }) => ({ consumer: HOOKS_CONSUMER, stream: key, seq, updatedAt }))
    await tx.deliveryCursor.createMany({ data: [{ ...own, seq: 0, updatedAt }, ...rows] })
  })
}

async function wanted(): Promise<EventAction[]> {
  const there = new Set<Hook>()
  for (const hook of Object.values(AFTER)) if (await hasHook(hook)) there.add(hook)
  return (Object.entries(MOMENTS) as [EventAction, Moment][]).flatMap(([action, moment]) => (there.has(AFTER[moment]) ? [action] : []))
}

type Home = { id: string; key: string; name: string; seq: number }

/** One project's events up to now. A hook that fails is reported and not called again for the same event. */
async function follow(project: Home, from: number, actions: EventAction[], signal: AbortSignal): Promise<void> {
  let at = from
  try {
    while (!signal.aborted) {
      const where = { stream: project.key, seq: { gt: at, lte: project.seq }, action: { in: actions } }
      const event = await db().event.findFirst({ where, orderBy: { seq: 'asc' } })
      if (!event || !(await one(project, event, signal))) break
      at = event.seq
    }
    // Passed over for good: a hook that is added later does not hear of them.
    if (!signal.aborted && at < project.seq) await transaction([project.id], (tx) => mark(tx, project.key, project.seq))
  } catch (error) {
    log.error({ err: error, project: project.key }, 'script hooks could not go on and are tried again')
  }
}

type Happened = { seq: number; action: string; taskId: string | null; actorId: string | null; changes: string }

/** Answers whether it is done with. A run that was cut short because the server stops counts for nothing: the next start runs it again. */
async function one(project: Home, event: Happened, signal: AbortSignal): Promise<boolean> {
  const { id, key, name } = project
  const task = event.taskId === null ? null : await db().task.findUnique({ where: { id: event.taskId } })
  const hook = hookAfter(event.action)
  const actor = event.actorId === null ? null : await db().actor.findUnique({ where: { id: event.actorId }, select: ACTOR })
  const shown = task && {
    ...{ id: task.id, key: task.key, title: task.title, status: task.status, priority: PRIORITIES[task.priority] },
    ...{ description: task.description, assigneeId: task.assigneeId, version: task.version, completionSummary: task.completionSummary },
  }
  const about = { id: `evt_${key}_${event.seq}`, seq: event.seq, action: event.action, changes: JSON.parse(event.changes) as unknown }
  const args = task ? (hook === 'post-complete' ? [task.id] : [task.id, task.title, task.status]) : []
  const run = hook && task ? await callHook(hook, args, { event: about, actor, project: { id, key, name }, task: shown }, signal) : null
  if (run?.verdict === 'STOPPED') return false
  // That it ran and how far it came are one write: a process that ends before it runs the hook again.
  await write(systemCaller(), { name: 'recordHook', input: {}, gate: [id] }, async (w) => {
    if (hook && run && task) hookEvent(w, hook, run, { projectId: id, task })
    await mark(w.tx, key, event.seq)
    return {}
  })
  return true
}

const ACTOR = { id: true, kind: true, handle: true, name: true } as const

const mark = async (tx: Tx, stream: string, seq: number) => setCursor(tx, { consumer: HOOKS_CONSUMER, stream, seq, at: await now(tx) })
