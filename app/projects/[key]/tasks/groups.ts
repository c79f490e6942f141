import type { ResultOf, VariablesOf } from '#app/_graphql/graphql.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import type { ActorLike } from '#app/_ui/actor.tsx'
import { PRIORITIES, PRIORITY, STATUS, STATUSES, type Priority, type TaskStatus } from '#app/_ui/status.tsx'
import type { TaskGroupsDocument, TaskPageDocument } from './documents.ts'
import { boundsOf } from './ranges.ts'
import { OPEN, type ListState } from './search-params.ts'

export type PageVariables = Omit<VariablesOf<typeof TaskPageDocument>, 'first' | 'after'>
type Filter = PageVariables['filter']
export type Counted = NonNullable<ResultOf<typeof TaskGroupsDocument>['taskGroups']>[number]

/** One list under one head. `id` also names what it holds, so a change of filters is another group. */
export interface Group {
  id: string
  /** Its value in the address, for folding; null when the list is not grouped. */
  value: string | null
  title: string
  mark: { status: TaskStatus } | { priority: Priority } | { actor: ActorLike } | { icon: 'person' | 'tag' | 'parent' } | null
  /** Stands behind the title. */
  note: string | null
  /** How many tasks the server counts in it. */
  count: number
  variables: PageVariables
  /** Whether a task still belongs here, as far as its row tells. */
  fits: (task: TaskRow) => boolean
}

interface Asked {
  project: string
  me: string | null
  now: number
}

const BY = { status: 'STATUS', none: 'STATUS', priority: 'PRIORITY', assignee: 'ASSIGNEE', tag: 'TAG', parent: 'PARENT' } as const

export const countsOf = (asked: Asked, state: ListState) => ({
  project: asked.project,
  filter: filterOf(state, asked),
  by: BY[state.group],
})

export function groupsOf(asked: Asked, state: ListState, counted: readonly Counted[]): Group[] {
  const filter = filterOf(state, asked)
  const group = (part: Part): Group => {
    const variables = { project: asked.project, filter: { ...filter, ...part.filter }, orderBy: state.order }
    const fits = (task: TaskRow) => (task.deletedAt !== null) === state.deleted && part.fits(task)
    const { value, title, mark, note = null, count } = part
    return { id: JSON.stringify(variables), value, title, mark, note, count, variables, fits }
  }
  if (state.group === 'none') {
    const statuses = filter.status ?? []
    const count = counted.reduce((sum, one) => sum + one.count, 0)
    const fits = (task: TaskRow) => statuses.includes(task.status)
    return count ? [group({ value: null, title: 'Tasks', mark: null, count, filter: {}, fits, rank: '' })] : []
  }
  return counted
    .map((one) => partOf(one, state))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(group)
}

interface Part extends Pick<Group, 'value' | 'title' | 'mark' | 'count' | 'fits'> {
  note?: string
  filter: Filter
  /** Groups stand in the order of these texts. */
  rank: string
}

function partOf({ by, count, status, priority, assignee, tag, parent }: Counted, state: ListState): Part {
  if (by === 'STATUS' && status) {
    const fits = (task: TaskRow) => task.status === status
    const note = status === 'PENDING' ? 'ready to claim' : undefined
    const rank = String(STATUSES.indexOf(status))
    return {
      value: status.toLowerCase(),
      title: STATUS[status].word,
      mark: { status },
      note,
      count,
      filter: { status: [status] },
      fits,
      rank,
    }
  }
  if (by === 'PRIORITY' && priority) {
    const fits = (task: TaskRow) => task.priority === priority
    const rank = String(PRIORITIES.indexOf(priority))
    const title = PRIORITY[priority].word
    return { value: priority.toLowerCase(), title, mark: { priority }, count, filter: { priority: [priority] }, fits, rank }
  }
  if (by === 'ASSIGNEE') {
    const fits = (task: TaskRow) => (task.assignee?.id ?? null) === (assignee?.id ?? null)
    const filter = assignee ? { assignee: [assignee.id], unassigned: null } : { assignee: null, unassigned: true }
    const [title, rank] = assignee
      ? [assignee.kind === 'AGENT' ? assignee.handle : assignee.name, `a${assignee.name}`]
      : ['Unassigned', 'z']
    return {
      value: assignee?.handle ?? 'none',
      title,
      mark: assignee ? { actor: assignee } : { icon: 'person' },
      count,
      filter,
      fits,
      rank,
    }
  }
  if (by === 'TAG') {
    const fits = (task: TaskRow) => (tag === null ? !task.tags.length : task.tags.some((one) => one.toLowerCase() === tag))
    const filter = tag === null ? { hasTags: false } : { tags: [...state.tag, tag] }
    return {
      value: tag ?? '',
      title: tag === null ? 'Without a tag' : tag,
      mark: { icon: 'tag' },
      count,
      filter,
      fits,
      rank: tag === null ? 'z' : `a${tag}`,
    }
  }
  const filter = parent ? { parent: [parent.id] } : { hasParent: false }
  const rank = parent ? `a${String(1e9 - count).padStart(10, '0')}` : 'z'
  const title = parent ? parent.title : 'Not a part of any'
  return { value: parent?.key ?? 'none', title, mark: { icon: 'parent' }, note: parent?.key, count, filter, fits: () => true, rank }
}

function statusesOf({ status, ready, deleted }: ListState): TaskStatus[] {
  if (ready) return ['PENDING']
  if (status.length) return status
  return deleted ? STATUSES : OPEN
}

function filterOf(state: ListState, { me, now }: Asked): Filter {
  const people = state.assignee.filter((handle) => handle !== 'none').map((handle) => (handle === 'me' && me ? me : handle))
  const [deadline, created, updated] = [state.deadline, state.created, state.updated].map((range) => boundsOf(range, now))
  return {
    status: statusesOf(state),
    ...(state.q.trim() && { text: state.q.trim() }),
    ...(state.priority.length && { priority: state.priority }),
    ...(people.length && { assignee: people }),
    ...(state.assignee.includes('none') && { unassigned: true }),
    ...(state.tag.length && { tags: state.tag }),
    ...(state.blocked && { hasOpenBlockers: true }),
    ...(deadline?.after && { deadlineAfter: deadline.after }),
    ...(deadline?.before && { deadlineBefore: deadline.before }),
    ...(created?.after && { createdAfter: created.after }),
    ...(created?.before && { createdBefore: created.before }),
    ...(updated?.after && { updatedAfter: updated.after }),
    ...(updated?.before && { updatedBefore: updated.before }),
    ...(state.deleted && { deleted: true }),
  }
}

const FIRST_ROWS = 60

/** The groups whose rows fill the first window: they are read with the page, the others when they come near. */
export function firstOf(groups: readonly Group[], folded: readonly string[]) {
  const first: Group[] = []
  let rows = 0
  for (const group of groups) {
    if (rows >= FIRST_ROWS) break
    if (group.value !== null && folded.includes(group.value)) continue
    first.push(group)
    rows += Math.min(group.count, 50) + 1
  }
  return first
}
