import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Prisma } from '#lib/db.ts'
import type { ContextRow } from '../context/queries.ts'
import type { Overlap } from '../file/overlaps.ts'
import type { FileRow } from '../file/queries.ts'
import { parse } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { findTask } from '../task/find.ts'
import type { ClaimRow, TaskRow } from '../task/types.ts'
import { Budget, budgetSchema, type Dated, type Omission } from './budget.ts'
import { type NextCall, nextCalls } from './next-calls.ts'
import { type Blocker, claimsOf, type Material, readMaterial } from './read.ts'

interface Brief {
  why: string
  what: string
  done: string
}

/** All that whoever works on a task should know, within a number of characters. */
export interface WorkPackage {
  task: TaskRow
  /** The texts as far as there was room for them. */
  title: string
  description: string
  brief: Brief
  impactNotes: string
  projectBrief: Brief
  criteria: Prisma.CriterionGetPayload<object>[]
  blockers: Blocker[]
  /** What was found out while the blockers were worked on. */
  discoveries: ContextRow[]
  files: FileRow[]
  /** Who else touches them. */
  overlaps: Overlap[]
  /** What was written on the task, newest first. */
  context: ContextRow[]
  /** The caller's own private notes. */
  notes: ContextRow[]
  /** Earlier attempts, the last one first, with what they left. */
  handoffs: ClaimRow[]
  claim: ClaimRow | null
  nextCalls: NextCall[]
  omitted: Omission[]
}

/** The work package of a task that the caller sees, by its id or key; null when it is missing or hidden. */
export async function findWorkPackage(caller: Caller, ref: string, budget?: number | null): Promise<WorkPackage | null> {
  const parsed = parse(z.object({ budget: budgetSchema }), { budget })
  const task = await findTask(caller, ref)
  return task && workPackage(caller, task, parsed.budget)
}

export async function workPackage(caller: Caller, task: { id: string }, budget?: number | null): Promise<WorkPackage> {
  return compose(caller, await readMaterial(caller, task), new Budget(budget ?? LIMITS.budget.default))
}

/** What the task is comes first, each text cut to its share; what happened around it gets the rest, the newest first. */
function compose(caller: Caller, material: Material, budget: Budget): WorkPackage {
  const { task, counts } = material
  const { open, ended } = claimsOf(material.claims)
  const hint = (fields: string) => `task(ref: "${task.key}") { ... on Task { ${fields} } }`
  const title = budget.text(task.title, 1, 'title', hint('title'))
  const criteria = budget.list(material.criteria, criterionSize, 0.5, 'criteria', hint('criteria { id text state evidence }'))
  const description = budget.text(task.description, 0.4, 'description', hint('description'))
  const brief = cutBrief(budget, task, 'brief', hint('brief { why what done }'))
  const impactNotes = budget.text(task.impactNotes, 0.3, 'impact notes', hint('impactNotes'))
  const projectBrief = cutBrief(budget, material.projectBrief, "project's brief", hint('project { brief { why what done } }'))
  const files = budget.list(material.files, fileSize, 0.3, 'files', hint('files { path lineStart lineEnd note }'), counts.files)
  const overlaps = budget.list(material.overlaps, overlapSize, 0.3, 'overlaps', `whoTouches(project: "${task.projectId}", path: …)`)

  const context = hint('context { nodes { kind body } }')
  const dated = {
    summaries: material.blockers.filter(({ completionSummary }) => completionSummary !== '').map(summaryOf),
    discoveries: material.discoveries.map(entryOf('discoveries', hint('blockers { dependsOn { context { nodes { kind body } } } }'))),
    entries: material.entries.map(entryOf('context entries', context)),
    notes: material.notes.map(entryOf('notes', context)),
    handoffs: ended.map(handoffOf(hint('claims { outcome note }'))),
  }
  const kept = budget.newest(Object.values(dated).flat())
  const keep = <Row>(items: readonly (Dated & { row: Row })[], count = items.length) => {
    const some = items.flatMap((item) => (kept.has(item) ? [{ row: item.row, text: kept.get(item) ?? '' }] : []))
    const [first] = items
    if (first) budget.omit(first.what, count - some.length, first.hint)
    return some
  }
  const summaries = new Map(keep(dated.summaries).map(({ row, text }) => [row.id, text]))
  const bodies = (items: readonly (Dated & { row: ContextRow })[], count: number) =>
    keep(items, count).map(({ row, text }) => ({ ...row, body: text }))
  return {
    ...{ task, title, description, brief, impactNotes, projectBrief, criteria, files, overlaps, claim: open },
    blockers: material.blockers.map((row) => ({ ...row, completionSummary: summaries.get(row.id) ?? '' })),
    discoveries: bodies(dated.discoveries, counts.discoveries),
    context: bodies(dated.entries, counts.entries),
    notes: bodies(dated.notes, counts.notes),
    handoffs: keep(dated.handoffs, counts.claims - (open ? 1 : 0)).map(({ row, text }) => ({ ...row, note: text })),
    nextCalls: nextCalls(caller, task, open, criteria),
    omitted: budget.omitted,
  }
}

function cutBrief(budget: Budget, { why, what, done }: Brief, name: string, hint: string): Brief {
  return {
    what: budget.text(what, 0.3, name, hint),
    done: budget.text(done, 0.2, name, hint),
    why: budget.text(why, 0.2, name, hint),
  }
}

const criterionSize = ({ text, evidence }: { text: string; evidence: string }) => text.length + evidence.length
const fileSize = ({ path, note }: FileRow) => path.length + note.length
const overlapSize = ({ other, task }: Overlap) => other.path.length + task.key.length + task.title.length

const summaryOf = (row: Blocker) => ({
  ...{ row, at: row.completedAt ?? new Date(), text: row.completionSummary, what: 'summaries of blockers' },
  hint: `task(ref: "${row.key}") { ... on Task { completionSummary } }`,
})
const entryOf = (what: string, hint: string) => (row: ContextRow) => ({ row, at: row.createdAt, text: row.body, what, hint })
const handoffOf = (hint: string) => (row: ClaimRow) => ({ row, at: row.endedAt ?? row.leasedAt, text: row.note, what: 'handoffs', hint })
