import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import { EVENT_ACTIONS, WORKSPACE_STREAM, type EventAction } from '#lib/events.ts'
import { visibleProjectIds } from '../access.ts'
import { findActor } from '../actor/queries.ts'
import { grouped } from '../grouped.ts'
import { parse, ref } from '../input.ts'
import { decodeCursor, emptyPage, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'
import { findProject } from '../project/queries.ts'
import { taskByRef } from '../task/locate.ts'

export type EventRow = Prisma.EventGetPayload<object>

const eventFilter = z.object({
  /** Id or handle. */
  actor: ref.nullish(),
  actions: z.array(z.enum(Object.keys(EVENT_ACTIONS) as [EventAction, ...EventAction[]])).nullish(),
  /** Id or key. */
  task: ref.nullish(),
  createdAfter: z.date().nullish(),
  createdBefore: z.date().nullish(),
})

export interface EventList extends PageInput {
  /** A project's key, or "workspace", which admins alone read. */
  stream: string
  filter?: z.input<typeof eventFilter> | null | undefined
}

/** Events of a stream, newest first; empty when it is missing or hidden. */
export async function listEvents(caller: Caller, { stream, filter, first, after }: EventList): Promise<Page<EventRow>> {
  const size = pageSize(first)
  const from = decodeCursor('EVENTS', ['int'], after)
  const where = (await sees(caller, stream)) && (await conditions(caller, stream, parse(eventFilter, filter ?? {})))
  if (!where) return emptyPage()
  const rows = await db().event.findMany({
    where: { ...where, ...(from && { seq: { lt: Number(from[0]) } }) },
    orderBy: { seq: 'desc' },
    take: size + 1,
  })
  return pageOf(rows, size, (row) => encodeCursor('EVENTS', [row.seq]), from === null)
}

/** Null when an actor or task of the filter does not exist, so that nothing fits. */
async function conditions(
  caller: Caller,
  stream: string,
  { actor, actions, task, createdAfter, createdBefore }: z.output<typeof eventFilter>,
) {
  const by = actor ? await findActor(caller, actor) : null
  const about = task ? await taskByRef(db(), task) : null
  if ((actor && !by) || (task && !about)) return null
  return {
    stream,
    ...(by && { actorId: by.id }),
    ...(about && { taskId: about.id }),
    ...(actions?.length && { action: { in: actions } }),
    createdAt: { ...(createdAfter && { gte: createdAfter }), ...(createdBefore && { lt: createdBefore }) },
  } satisfies Prisma.EventWhereInput
}

const sees = async (caller: Caller, stream: string) =>
  stream === WORKSPACE_STREAM ? caller.isAdmin : (await findProject(caller, stream)) !== null

/** Events by `<stream>_<seq>`; what the caller may not see is left out. */
export async function eventsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, EventRow>> {
  const wanted = ids.map((id) => /^(.+)_(\d{1,9})$/.exec(id)).filter((match) => match !== null)
  const streams = grouped(wanted, ([, stream]) => stream ?? '')
  if (!streams.size) return new Map()
  const projects = await visibleProjectIds(caller)
  const rows = await db().event.findMany({
    where: { OR: [...streams].map(([stream, matches]) => ({ stream, seq: { in: matches.map(([, , seq]) => Number(seq)) } })) },
  })
  const visible = rows.filter(({ projectId }) => (projectId === null ? caller.isAdmin : !projects || projects.includes(projectId)))
  return new Map(visible.map((row) => [`${row.stream}_${row.seq}`, row]))
}

/** The next events of a stream, oldest first. Whoever calls has checked that the reader sees the stream. */
export function eventsAfter(stream: string, seq: number, take: number): Promise<EventRow[]> {
  return db().event.findMany({ where: { stream, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take })
}

/** The number of a stream's last event. */
export async function streamHead(stream: string): Promise<number> {
  const row =
    stream === WORKSPACE_STREAM
      ? await db().workspace.findUnique({ where: { id: 1 }, select: { seq: true } })
      : await db().project.findUnique({ where: { key: stream }, select: { seq: true } })
  return row?.seq ?? 0
}
