import type { Caller } from '#lib/auth/caller.ts'
import { sealBody } from '#lib/cipher.ts'
import { Prisma, type Tx } from '#lib/db.ts'
import { fold } from '#lib/domain/task/fields.ts'
import { insertRows } from '#lib/insert.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write, type CountedStatus } from '#lib/write.ts'
import type { ApplyOptions } from '../apply.ts'
import { Turns } from '../turn.ts'
import type { Places } from './places.ts'
import { readRecords, type ReadRecord } from './read-file.ts'
import { TABLES, type RecordOf } from './records.ts'
import type { Survey, SurveyedProject } from './survey.ts'

/** Records that one write stores, so that a server on the same database keeps answering between two of them. */
const BATCH = 400
type Rows = Map<string, Record<string, unknown>[]>
/** Tables in an order in which each row finds what it refers to. */
const ORDER = [
  ...['Actor', 'ActorCapability', 'Project', 'Task', 'TaskTag', 'RequiredCapability', 'Criterion', 'FileReference', 'Watcher', 'Claim'],
  ...['Question', 'ContextEntry', 'Mention', 'Dependency', 'Member', 'SavedView', 'Template', 'Event'],
]

/**
 * Stores a surveyed file. Until the last write a project is archived, without members and with no event counted: nobody but admins sees
 * it, nobody writes to it, and whoever finds it so after a crash knows that it is half of one.
 */
export async function restore(caller: Caller, file: string, found: Survey, places: Places, options: Omit<ApplyOptions, 'dryRun'>) {
  const restorer = new Restorer(caller, found, places)
  try {
    await restorer.run(file, options)
  } catch (error) {
    for (const { project } of found.projects) await forget(caller, project.id)
    await forgetActors(caller, places.newActors)
    throw error
  }
}

class Restorer {
  readonly #members: Record<string, unknown>[] = []
  readonly #counts = new Map<string, Record<CountedStatus, number>>()
  readonly #ids: string[]
  #at: SurveyedProject | null = null
  #rows: Rows = new Map()
  #size = 0

  constructor(
    private readonly caller: Caller,
    private readonly found: Survey,
    private readonly places: Places,
  ) {
    this.#ids = found.projects.map(({ project }) => project.id)
  }

  async run(file: string, { progress, signal }: Omit<ApplyOptions, 'dryRun'>) {
    const total = this.found.counts.task ?? 0
    const turns = new Turns()
    let tasks = 0
    for await (const read of readRecords(file)) {
      if (!('read' in read)) continue
      if (read.read.name === 'task') tasks += 1
      this.#take(read.read)
      if (this.#size < BATCH) continue
      signal?.throwIfAborted()
      await this.#flush()
      progress?.(tasks, total)
      await turns.give()
    }
    await this.#flush()
    signal?.throwIfAborted()
    await this.#finish()
    progress?.(tasks, total)
  }

  #take({ name, record }: ReadRecord) {
    this.#size += 1
    if (name === 'actor') return this.#actor(record)
    if (name === 'project') return this.#project(record)
    if (name === 'member') return void this.#members.push({ ...this.#own(record) })
    if (name === 'task') return this.#task(record)
    if (name === 'entry') return this.#entry(record)
    if (name === 'event') return this.#event(record)
    this.#add(TABLES[name], name === 'criterion' || name === 'watcher' ? this.#mapped(record) : this.#own(record))
  }

  #add(table: string, row: Record<string, unknown>) {
    const rows = this.#rows.get(table)
    if (rows) rows.push(row)
    else this.#rows.set(table, [row])
  }

  #actor({ capabilities, ...actor }: RecordOf<'actor'>) {
    if (this.places.actors.has(actor.id)) return
    const handle = this.places.handles.get(actor.id) ?? actor.handle
    this.#add('Actor', { ...this.#mapped(actor), handle })
    for (const capability of capabilities) this.#add('ActorCapability', { actorId: actor.id, capability })
  }

  #project(project: RecordOf<'project'>) {
    this.#at = this.found.projects.find((one) => one.project.id === project.id) ?? null
    const key = this.places.keys.get(project.id) ?? project.key
    this.#add('Project', { ...this.#mapped(project), key, seq: 0, status: 'ARCHIVED' })
  }

  #task({ tags, capabilities, ...task }: RecordOf<'task'>) {
    const { id: projectId } = this.#place().project
    const derived = this.#place().graph.derived(task.id)
    const id = this.#taskId(task.id)
    const key = `${this.#key()}-${task.number}`
    this.#add('Task', {
      ...this.#mapped(task),
      ...derived,
      projectId,
      key,
      externalKey: id === task.id ? task.externalKey : (task.externalKey ?? task.id),
    })
    for (const tag of tags) this.#add('TaskTag', { taskId: id, projectId, fold: fold(tag), tag })
    for (const capability of capabilities) this.#add('RequiredCapability', { taskId: id, capability })
    if (task.deletedAt === null) this.#count(projectId, derived.status)
  }

  #entry({ mentions, ...entry }: RecordOf<'entry'>) {
    this.#add('ContextEntry', { ...this.#own(entry), ...sealBody(entry.id, entry.body) })
    for (const actorId of mentions) this.#add('Mention', { entryId: entry.id, actorId: this.#actorId(actorId) })
  }

  #event(event: RecordOf<'event'>) {
    const subjectId =
      event.subjectId === null
        ? null
        : (this.places.actors.get(event.subjectId) ?? this.places.tasks.get(event.subjectId) ?? event.subjectId)
    const [changes, data] = [this.#inJson(event.changes), this.#inJson(event.data)]
    this.#add('Event', { ...this.#own(event), subjectId, changes, data, stream: this.#key() })
  }

  #own(record: object): Record<string, unknown> {
    return { ...this.#mapped(record), projectId: this.#place().project.id }
  }

  /** With the ids that actors and tasks have here. */
  #mapped(record: object): Record<string, unknown> {
    const row: Record<string, unknown> = { ...record }
    for (const [field, value] of Object.entries(row)) {
      if (typeof value !== 'string' || !field.toLowerCase().endsWith('id')) continue
      if (value.startsWith('act_')) row[field] = this.#actorId(value)
      else if (field === 'id' || field === 'taskId' || field === 'dependsOnId') row[field] = this.#taskId(value)
    }
    return row
  }

  #inJson(text: string): string {
    if (!this.#isRenaming()) return text
    return text.replace(/"(act_[0-9a-f]{16})"/g, (whole, id: string) => {
      const other = this.places.actors.get(id)
      return other === undefined ? whole : `"${other}"`
    })
  }

  #isRenaming = () => [...this.places.actors].some(([id, here]) => id !== here)
  #actorId = (id: string) => this.places.actors.get(id) ?? id
  #taskId = (id: string) => this.places.tasks.get(id) ?? id
  #key = () => this.places.keys.get(this.#place().project.id) ?? this.#place().project.key

  #place(): SurveyedProject {
    if (!this.#at) throw new Error('A record stands before its project.')
    return this.#at
  }

  #count(projectId: string, status: CountedStatus) {
    const counts = this.#counts.get(projectId) ?? { PENDING: 0, BLOCKED: 0, IN_PROGRESS: 0, COMPLETED: 0, CANCELLED: 0 }
    counts[status] += 1
    this.#counts.set(projectId, counts)
  }

  async #flush() {
    const rows = this.#rows
    this.#rows = new Map()
    this.#size = 0
    if (!rows.size) return
    await write(this.caller, { name: 'restoreRows', input: {}, gate: this.#ids }, async (w) => {
      for (const table of ORDER) await insertInSteps(w.tx, table, rows.get(table) ?? [])
      return {}
    })
  }

  /** Makes the projects what they were, all at once. */
  async #finish() {
    await write(this.caller, { name: 'restoreProjects', input: {}, gate: this.#ids }, async (w) => {
      await insertRows(w.tx, 'Member', this.#members)
      for (const { project } of this.found.projects) {
        const { id, seq, status } = project
        const counts = this.#counts.get(id)
        const counters = counts && {
          pending: counts.PENDING,
          blocked: counts.BLOCKED,
          inProgress: counts.IN_PROGRESS,
          completed: counts.COMPLETED,
          cancelled: counts.CANCELLED,
        }
        const key = this.places.keys.get(id) ?? project.key
        await w.tx.project.update({ where: { id }, data: { seq, status, ...counters }, select: { id: true } })
        await skipHistory(w.tx, key, seq, w.now)
        w.event({ action: 'PROJECT_CREATED', projectId: null, subjectId: id, data: { key, restored: true } })
      }
      for (const id of this.places.newActors) {
        const actor = this.found.actors.get(id)
        if (!actor) continue
        const action = actor.kind === 'AGENT' ? ('AGENT_CREATED' as const) : ('PERSON_JOINED' as const)
        w.event({ action, projectId: null, subjectId: id, data: { handle: this.places.handles.get(id) ?? actor.handle, restored: true } })
      }
      w.wakes(AUTH_TOPIC)
      return {}
    })
  }
}

/** In few sizes: a connection keeps its statements, and one for every number of rows would fill the memory. */
const STEPS = [64, 16, 4, 1]

async function insertInSteps(tx: Tx, table: string, rows: readonly Record<string, unknown>[]) {
  for (let at = 0; at < rows.length;) {
    const size = STEPS.find((step) => step <= rows.length - at) ?? 1
    await insertRows(tx, table, rows.slice(at, at + size))
    at += size
  }
}

/** What happened elsewhere is no news here: plugins and hooks begin behind it. */
async function skipHistory(tx: Tx, stream: string, seq: number, updatedAt: Date) {
  const consumers = await tx.deliveryCursor.findMany({ distinct: ['consumer'], select: { consumer: true } })
  if (consumers.length)
    await tx.deliveryCursor.createMany({ data: consumers.map(({ consumer }) => ({ consumer, stream, seq, updatedAt })) })
}

const FORGOTTEN = 1000

/** Clears away a project that was not restored to its end. Its rows go in parts, so that others may write between them. */
export async function forget(caller: Caller, projectId: string) {
  for (let more = true; more;) {
    await write(caller, { name: 'forgetProject', input: {}, gate: [projectId] }, async ({ tx }) => {
      const project = await tx.project.findUnique({ where: { id: projectId }, select: { key: true, seq: true } })
      more = false
      if (!project || project.seq > 0) return {}
      const own = Prisma.sql`"projectId" = ${projectId} LIMIT ${FORGOTTEN}`
      const parts = [
        await tx.$executeRaw`DELETE FROM "Event" WHERE "stream" = ${project.key} AND "seq" IN (SELECT "seq" FROM "Event" WHERE "stream" = ${project.key} LIMIT ${FORGOTTEN})`,
        await tx.$executeRaw`DELETE FROM "Task" WHERE "id" IN (SELECT "id" FROM "Task" WHERE ${own})`,
        await tx.$executeRaw`DELETE FROM "ContextEntry" WHERE "id" IN (SELECT "id" FROM "ContextEntry" WHERE ${own})`,
      ]
      more = parts.some((deleted) => deleted > 0)
      if (more) return {}
      await tx.template.deleteMany({ where: { projectId } })
      await tx.deliveryCursor.deleteMany({ where: { stream: project.key } })
      await tx.project.delete({ where: { id: projectId }, select: { id: true } })
      return {}
    })
  }
}

/** Those who were made for a restore that failed. */
async function forgetActors(caller: Caller, ids: readonly string[]) {
  await write(caller, { name: 'forgetActors', input: {}, gate: [] }, async ({ tx }) => {
    await tx.actor.deleteMany({ where: { id: { in: [...ids] }, kind: 'AGENT', tokens: { none: {} } } })
    await tx.actor.deleteMany({ where: { id: { in: [...ids] }, userId: null } })
    return {}
  })
}
