import type { PlannedTask } from './plan.ts'

const NONE: never[] = []

/**
 * What planning and the report look at. The rest, most of a large file, is read again when the task is stored; it stands on the
 * prototype, so that a hundred thousand of these stay small.
 */
export class Outline implements PlannedTask {
  readonly line
  readonly externalKey
  readonly hash
  readonly title
  readonly status
  readonly holdReason
  readonly assignee
  readonly createdBy
  readonly createdAt
  readonly deletedAt
  readonly deletedBy
  readonly links
  readonly findings
  /** Their authors and their number. */
  readonly entries

  constructor(task: PlannedTask) {
    this.line = task.line
    this.externalKey = task.externalKey
    this.hash = task.hash
    this.title = task.title
    this.status = task.status
    this.holdReason = task.holdReason
    this.assignee = task.assignee
    this.createdBy = task.createdBy
    this.createdAt = task.createdAt
    this.deletedAt = task.deletedAt
    this.deletedBy = task.deletedBy
    this.links = task.links.length ? task.links : NONE
    this.findings = task.findings.length ? task.findings : NONE
    this.entries = task.entries.length ? task.entries.map((entry) => ({ ...entry, body: '' })) : NONE
  }

  get description() {
    return ''
  }
  get completionSummary() {
    return ''
  }
  get sourceStatus() {
    return ''
  }
  get priority() {
    return 0
  }
  get tags() {
    return NONE
  }
  get criteria() {
    return NONE
  }
  get record() {
    return {}
  }
  get estimatedHours() {
    return null
  }
  get deadline() {
    return null
  }
  get startedAt() {
    return null
  }
  get completedAt() {
    return null
  }
  get updatedAt() {
    return this.createdAt
  }
}
