import { setImmediate } from 'node:timers/promises'
import { InvalidInputError } from '#lib/errors.ts'
import { Graph } from './graph.ts'
import type { Head } from './head.ts'
import { readRecords, type BadLine, type ReadRecord } from './read-file.ts'
import type { RecordOf } from './records.ts'

export interface SurveyedProject {
  project: RecordOf<'project'>
  line: number
  graph: Graph
  lastNumber: number
  lastSeq: number
}

/** What a whole file holds, every line of it looked at and nothing kept but what the graph needs. */
export interface Survey {
  head: Head
  actors: Map<string, Pick<RecordOf<'actor'>, 'id' | 'handle' | 'kind'>>
  projects: SurveyedProject[]
  counts: Record<string, number>
  lines: number
}

const SHOWN = 20
/** Fields that name an actor. */
const ACTOR_FIELD = /^(actor|owner|assignee|earlierAssignee|holder|author|asker|\w+By)Id$/

/** Looks at every line before one is written. @throws UnreadableFileError, InvalidInputError with the lines that are wrong */
export async function survey(file: string, signal?: AbortSignal): Promise<Survey> {
  const surveyor = new Surveyor()
  let seen = 0
  for await (const read of readRecords(file)) {
    if (++seen % 500 === 0) {
      await setImmediate()
      signal?.throwIfAborted()
    }
    if ('head' in read) surveyor.head = read.head
    else if ('bad' in read) surveyor.refuse(read.bad)
    else if ('counts' in read) surveyor.close(read.counts)
    else surveyor.take(read.read)
  }
  return surveyor.result()
}

class Surveyor {
  head: Head | null = null
  readonly #actors: Survey['actors'] = new Map()
  readonly #projects: SurveyedProject[] = []
  readonly #counts: Record<string, number> = {}
  readonly #bad: BadLine[] = []
  readonly #handles = new Set<string>()
  /** Of tasks that are under way or were claimed: what claims must agree with. */
  readonly #holders = new Map<string, string | null>()
  #badLines = 0
  #lines = 0

  refuse(bad: BadLine) {
    this.#badLines += 1
    if (this.#bad.length < SHOWN) this.#bad.push(bad)
  }

  take(read: ReadRecord) {
    const { name, line } = read
    this.#counts[name] = (this.#counts[name] ?? 0) + 1
    this.#lines += 1
    const fault = this.#fault(read)
    if (fault !== null) this.refuse({ line, message: `${name}: ${fault}` })
  }

  close(counts: Record<string, number>) {
    for (const name of new Set([...Object.keys(counts), ...Object.keys(this.#counts)])) {
      const [told, found] = [counts[name] ?? 0, this.#counts[name] ?? 0]
      if (this.#badLines === 0 && told !== found) this.refuse({ line: 0, message: `${found} of ${told} records "${name}" are there` })
    }
  }

  result(): Survey {
    for (const { project, graph, lastSeq, line } of this.#projects) {
      if (lastSeq !== project.seq) this.refuse({ line, message: `project: seq is ${project.seq}, but its events end with ${lastSeq}` })
      for (const kind of ['BLOCKS', 'PARENT'] as const) {
        const ids = graph.cyclic(kind)
        if (ids.length) this.refuse({ line, message: `project: ${kind} closes a cycle: ${ids.slice(0, 5).join(', ')}` })
      }
    }
    if (!this.#projects.length && !this.#badLines) this.refuse({ line: 1, message: 'it holds no project' })
    if (this.#badLines || !this.head) throw refused(this.#bad, this.#badLines)
    return { head: this.head, actors: this.#actors, projects: this.#projects, counts: this.#counts, lines: this.#lines }
  }

  #fault(read: ReadRecord): string | null {
    const { name, record } = read
    const unknown = name === 'event' ? null : this.#unknownActor(record)
    if (unknown !== null) return unknown
    if (name === 'actor') return this.#actor(record)
    if (name === 'project') return this.#project(read)
    const place = this.#projects.at(-1)
    if (!place) return 'it stands before the first project'
    if (name === 'task') return this.#task(place, record)
    if (name === 'event') return this.#event(place, record)
    if ('taskId' in record && record.taskId !== null && !place.graph.has(record.taskId))
      return `there is no task ${record.taskId} before it`
    if (name === 'dependency') return this.#dependency(place, record)
    if (name === 'claim') return this.#claim(place, record)
    return null
  }

  #unknownActor(record: object): string | null {
    for (const [field, value] of Object.entries(record)) {
      const ids: unknown[] = field === 'mentions' ? (value as string[]) : ACTOR_FIELD.test(field) ? [value] : []
      for (const id of ids) if (typeof id === 'string' && !this.#actors.has(id)) return `${field}: there is no actor ${id} before it`
    }
    return null
  }

  #actor({ id, handle, kind }: RecordOf<'actor'>): string | null {
    if (this.#actors.has(id)) return `${id} is there twice`
    if (this.#handles.has(handle)) return `the handle ${handle} is there twice`
    this.#handles.add(handle)
    this.#actors.set(id, { id, handle, kind })
    return null
  }

  #project({ record, line }: Extract<ReadRecord, { name: 'project' }>): string | null {
    if (this.#projects.some(({ project }) => project.id === record.id || project.key === record.key)) return `${record.key} is there twice`
    this.#projects.push({ project: record, line, graph: new Graph(), lastNumber: 0, lastSeq: 0 })
    return null
  }

  #task(place: SurveyedProject, task: RecordOf<'task'>): string | null {
    if (task.key !== `${place.project.key}-${task.number}`) return `key must be ${place.project.key}-${task.number}`
    if (task.number <= place.lastNumber) return `number must rise: ${task.number} comes after ${place.lastNumber}`
    if (task.number > place.project.lastNumber) return `number is above the project's lastNumber ${place.project.lastNumber}`
    if (this.#projects.some(({ graph }) => graph.has(task.id))) return `${task.id} is there twice`
    place.lastNumber = task.number
    const { status, priority } = task
    place.graph.add(task.id, { status, priority, isDeleted: task.deletedAt !== null, isHeld: task.holdReason !== null })
    if (status === 'IN_PROGRESS' && task.deletedAt === null) this.#holders.set(task.id, task.assigneeId)
    return null
  }

  #dependency({ graph }: SurveyedProject, edge: RecordOf<'dependency'>): string | null {
    if (!graph.has(edge.dependsOnId)) return `there is no task ${edge.dependsOnId} before it`
    if (edge.taskId === edge.dependsOnId) return 'it joins a task to itself'
    graph.link(edge.taskId, edge.dependsOnId, edge.kind, edge.releasedAt !== null)
    return null
  }

  #claim(_: SurveyedProject, claim: RecordOf<'claim'>): string | null {
    if ((claim.endedAt === null) !== (claim.outcome === null)) return 'outcome and endedAt belong together'
    if (claim.endedAt === null && this.#holders.get(claim.taskId) !== claim.holderId)
      return 'it is open, but its task is not under way, or assigned to somebody else'
    return null
  }

  #event(place: SurveyedProject, { seq }: RecordOf<'event'>): string | null {
    if (seq !== place.lastSeq + 1) return `seq must be ${place.lastSeq + 1}, it is ${seq}`
    place.lastSeq = seq
    return null
  }
}

function refused(bad: readonly BadLine[], all: number) {
  const issues = bad.map(({ line, message }) => ({ field: line > 0 ? `line ${line}` : 'counts', message }))
  return new InvalidInputError([
    ...issues,
    ...(all > bad.length ? [{ field: 'file', message: `${all - bad.length} more lines are wrong` }] : []),
  ])
}
