import type { DependencyKind } from '#lib/domain/dependency/types.ts'

/** Something about a line that its owner should know: what was changed, cut, defaulted or could not be linked. */
export interface Finding {
  code: FindingCode
  message: string
}

export const FINDINGS = {
  DANGLING_LINK: 'links name tasks that are not there',
  SECOND_PARENT: 'second parents became RELATED',
  CYCLE: 'links would close a cycle and became RELATED',
  SELF_LINK: 'links of a task to itself were left out',
  MERGED_LINK: 'links between the same two tasks were joined',
  UNKNOWN_LINK: 'links of an unknown kind became RELATED',
  TEXT_CUT: 'texts are longer than their field; the whole stands in an update',
  TEXT_CHANGED: 'texts held characters that cannot be stored',
  DEFAULTED: 'values were missing or could not be read',
  UNASSIGNED: 'tasks were under way without an assignee',
  TAG_LEFT_OUT: 'labels did not fit; they are kept beside the task',
  FILE_LEFT_OUT: 'file references did not fit; they are kept beside the task',
  CRITERION_LEFT_OUT: 'success criteria did not fit; they stand in an update',
  DUPLICATE_KEY: 'rows have the id of another; they got a number behind it',
  KEPT_BESIDE: 'values have no field here; they are kept beside the task',
} as const
export type FindingCode = keyof typeof FINDINGS

export interface PlannedLink {
  /** External key of the task at the other end, which this one depends on. */
  target: string
  kind: DependencyKind
  /** The kind's name in the source. */
  origin: string
  createdBy: string | null
  createdAt: Date
}

export interface PlannedEntry {
  /** UPDATE when absent. */
  kind?: 'UPDATE' | 'DISCOVERY' | 'SYNC' | 'PROGRESS'
  body: string
  author: string | null
  at: Date
}

export interface PlannedFile {
  path: string
  lineStart: number | null
  lineEnd: number | null
}

/** What not every source knows. Absent, a later run leaves it as it is here. */
export interface Optional {
  actualHours?: number | null
  why?: string
  what?: string
  done?: string
  files?: PlannedFile[]
  feedback?: { quality: number | null; timeliness: number | null; note: string | null }
}

/** Fields of which a source may say nothing; a later run then leaves them as they are here. */
export type Sayable = 'description' | 'completionSummary' | 'priority' | 'estimatedHours' | 'deadline' | 'tags'

/** One task as any source describes it: every text within our limits, actors by their names in the source, times in UTC. */
export interface PlannedTask extends Optional {
  /** None when absent. */
  unsaid?: ReadonlySet<Sayable>
  line: number
  externalKey: string
  /** Of the content, so that a second run sees what changed. */
  hash: string
  title: string
  description: string
  completionSummary: string
  /** PENDING stands for "waits": whether it is BLOCKED follows from its blockers. */
  status: 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
  /** The status in the source's own words. */
  sourceStatus: string
  priority: number
  tags: string[]
  assignee: string | null
  createdBy: string | null
  estimatedHours: number | null
  deadline: Date | null
  holdReason: string | null
  createdAt: Date
  updatedAt: Date
  startedAt: Date | null
  completedAt: Date | null
  deletedAt: Date | null
  deletedBy: string | null
  criteria: { text: string; state: 'UNKNOWN' | 'MET' }[]
  entries: PlannedEntry[]
  links: PlannedLink[]
  /** What did not fit a field of ours, as it was. */
  record: Record<string, unknown>
  findings: Finding[]
}

export interface SkippedLine {
  line: number
  externalKey: string | null
  reason: string
}

/** An actor of the source, beyond its name. */
export interface PlannedActor {
  /** The name by which tasks and entries know it. */
  name: string
  displayName: string
  capabilities: string[]
}

/** What a part of the source held, and what became of it. */
export interface Inventory {
  name: string
  found: number
  became: string
}

/** A whole source. `lines` = tasks + skipped; blank lines are apart. */
export interface Plan {
  format: string
  actors?: PlannedActor[]
  /** What belongs to no task: updates of the project. */
  entries?: PlannedEntry[]
  inventory?: Inventory[]
  lines: number
  blank: number
  tasks: PlannedTask[]
  skipped: SkippedLine[]
  /** Reads a task again, of which `tasks` holds only an outline. Absent, it holds all of it. */
  whole?: (task: PlannedTask) => PlannedTask
}
