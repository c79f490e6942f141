import { opened, type StoredBody } from '#lib/cipher.ts'
import { type Sql, sqltag as sql } from '@prisma/client/runtime/client'
import type { Reader } from '#lib/db/snapshots.ts'
import { headLine, tailLine, VERSION } from '../json/head.ts'
import { columnsOf, JSON_COLUMNS, LISTS, RECORD_NAMES, RECORDS, TABLES, type RecordName } from '../json/records.ts'
import type { ExportedProject, ExportJob } from './job.ts'
import { all, among, inOrder, pages, type Row } from './rows.ts'

/** The whole of each project, a record a line. Actors stand before the first record that names them. */
export async function* json(reader: Reader, job: ExportJob): AsyncGenerator<string> {
  const { handle, projects, at } = job
  const keys = projects.map(({ key }) => key)
  const owned = projects.filter(({ isOwner }) => isOwner).map(({ key }) => key)
  yield `${headLine({ format: 'task-orchestrator', version: VERSION, exportedAt: at.toISOString(), by: handle, projects: keys, owned })}\n`
  const lines = new Lines(reader, job)
  for (const project of projects) yield* lines.project(project)
  yield `\n${lines.tail()}\n`
}

/** What hangs on a task, in the order in which it is written. */
const PARTS = ['criterion', 'file', 'watcher', 'claim', 'question', 'entry'] as const
const ACTOR_ID = /"(act_[0-9a-f]{16})"/g

class Lines {
  readonly #counts = Object.fromEntries(RECORD_NAMES.map((name) => [name, 0])) as Record<RecordName, number>
  readonly #named = new Set<string>()
  #isFirst = true

  constructor(
    private readonly reader: Reader,
    private readonly job: ExportJob,
  ) {}

  async *project({ id, isOwner }: ExportedProject): AsyncGenerator<string> {
    const own = sql`"projectId" = ${id}`
    const [row] = await all(this.reader, 'Project', columnsOf('project'), sql`"id" = ${id}`)
    if (!row) return
    yield await this.#write('project', [row])
    for await (const rows of this.#pages('member', own, ['actorId'])) yield await this.#write('member', rows)
    for await (const tasks of this.#pages('task', own, ['number'])) {
      yield await this.#write('task', tasks)
      const theirs = among('taskId', idsOf(tasks))
      for (const part of PARTS) {
        const where = this.#visible(part, theirs, isOwner)
        for await (const rows of this.#pages(part, where, ['taskId', part === 'watcher' ? 'actorId' : 'id']))
          yield await this.#write(part, rows)
      }
    }
    const loose = this.#visible('entry', sql`${own} AND "taskId" IS NULL`, isOwner)
    for await (const rows of this.#pages('entry', loose, ['createdAt', 'id'])) yield await this.#write('entry', rows)
    // When every task is there, so that a reader can link both ends at once.
    for await (const tasks of pages(this.reader, { table: 'Task', names: ['id', 'number'], where: own, order: ['number'] })) {
      const where = among('taskId', idsOf(tasks))
      for await (const rows of this.#pages('dependency', where, ['taskId', 'id'])) yield await this.#write('dependency', rows)
    }
    const views = sql`${own} AND ("isShared" OR "ownerId" = ${this.job.actorId ?? ''})`
    for await (const rows of this.#pages('view', views, ['id'])) yield await this.#write('view', rows)
    for await (const rows of this.#pages('template', own, ['id'])) yield await this.#write('template', rows)
    const stream = sql`"stream" = ${row.key}`
    for await (const rows of this.#pages('event', stream, ['seq'])) {
      yield await this.#write(
        'event',
        isOwner ? rows : rows.map((event) => ({ ...event, requestId: null, address: null, userAgent: null })),
      )
    }
  }

  tail = () => tailLine(this.#counts)

  #pages(name: RecordName, where: Sql, order: string[]) {
    const names = name === 'entry' ? [...columnsOf(name), 'keyId', 'nonce'] : columnsOf(name)
    return pages(this.reader, { table: TABLES[name], names, where, order })
  }

  /** A private note is its author's alone; how others watch a task is for those who own the project. */
  #visible(part: (typeof PARTS)[number], where: Sql, isOwner: boolean) {
    const me = this.job.actorId ?? ''
    if (part === 'entry') return sql`${where} AND ("kind" <> 'NOTE' OR "authorId" = ${me})`
    if (part === 'watcher' && !isOwner) return sql`${where} AND "actorId" = ${me}`
    return where
  }

  async #write(name: RecordName, rows: readonly Row[]): Promise<string> {
    const lists = await this.#listsOf(name, rows)
    const lines = rows.map((row) => this.#line(name, row, lists))
    const actors = await this.#actorsNamedIn(lines)
    return [...actors, ...lines].map((line) => this.#next(line)).join('')
  }

  #line(name: RecordName, row: Row, lists: ReadonlyMap<string, Map<string, string[]>>): string {
    const read = name === 'entry' ? { ...row, body: opened(row as Row & StoredBody & { id: string }).body } : row
    const fields: Row = {}
    for (const field of Object.keys(RECORDS[name].shape)) {
      const list = lists.get(field)
      const value = (read as Row)[field]
      fields[field] = list
        ? (list.get(String(row.id)) ?? [])
        : JSON_COLUMNS.has(field) && typeof value === 'string'
          ? JSON.parse(value)
          : value
    }
    this.#counts[name] += 1
    return `{"${name}":${JSON.stringify(fields)}}`
  }

  #next(line: string): string {
    const separator = this.#isFirst ? '' : ',\n'
    this.#isFirst = false
    return separator + line
  }

  /** The lists of a page, by field and owner. */
  async #listsOf(name: RecordName, rows: readonly Row[]) {
    const found = new Map<string, Map<string, string[]>>()
    if (!(name in LISTS) || !rows.length) return found
    const lists: Record<string, readonly [string, string, string]> = LISTS[name as keyof typeof LISTS]
    for (const [field, [table, owner, value]] of Object.entries(lists)) {
      const values = new Map<string, string[]>()
      for (const row of await all(this.reader, table, [owner, value], among(owner, idsOf(rows)))) {
        const key = String(row[owner])
        const list = values.get(key)
        if (list) list.push(String(row[value]))
        else values.set(key, [String(row[value])])
      }
      for (const list of values.values()) list.sort(inOrder)
      found.set(field, values)
    }
    return found
  }

  /** Records of the actors that lines name and no line before did; whose agent it is comes first. */
  async #actorsNamedIn(lines: readonly string[]): Promise<string[]> {
    const ids = new Set<string>()
    for (const line of lines) for (const [, id] of line.matchAll(ACTOR_ID)) if (id && !this.#named.has(id)) ids.add(id)
    if (!ids.size) return []
    for (const id of ids) this.#named.add(id)
    const rows: Row[] = []
    const sorted = [...ids].sort(inOrder)
    for (let i = 0; i < sorted.length; i += 1000)
      rows.push(...(await all(this.reader, 'Actor', columnsOf('actor'), among('id', sorted.slice(i, i + 1000)))))
    rows.sort((a, b) => inOrder(String(a.id), String(b.id)))
    const lists = await this.#listsOf('actor', rows)
    const own = rows.map((row) => this.#line('actor', row, lists))
    const owners = await this.#actorsNamedIn(own)
    // People before the agents of theirs that are named in the same breath.
    const people = own.filter((_, i) => rows[i]?.ownerId === null)
    const theirs = own.filter((_, i) => rows[i]?.ownerId !== null)
    return [...owners, ...people, ...theirs]
  }
}

const idsOf = (rows: readonly Row[]) => rows.map((row) => String(row.id))
