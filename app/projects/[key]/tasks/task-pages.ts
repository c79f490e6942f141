import type { Client, CombinedError, RequestPolicy } from '@urql/core'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import { TaskPageDocument } from './documents.ts'
import type { Group } from './groups.ts'

interface Page {
  after: string | null
  data: ResultOf<typeof TaskPageDocument> | null
  error: CombinedError | null
  isFetching: boolean
  /** Something may have changed since it was read. */
  isStale: boolean
  /** Whether it follows the cache. */
  isOpen: boolean
  stop: () => void
}

export interface GroupState {
  group: Group
  tasks: TaskRow[]
  /** Rows, those that are not read yet included. */
  rows: number
  hasMore: boolean
  isFetching: boolean
  error: CombinedError | null
}

export const FIRST = 50
const MORE = 100
/** Pages this near to those in the window follow the cache; the others keep what they had. */
const NEAR = 1
const AHEAD = 40

/**
 * The pages of one group. Each starts where the one before it ends *now*: when a task moves, the pages behind it start anew from the
 * new border, and none is lost or shown twice. Only those near the window are kept current, so that an event costs the same with
 * 10,000 rows as with 100; the others are read again when they come near.
 */
export class TaskPages {
  private readonly pages: Page[] = []
  private snapshot: GroupState
  private seen = { from: 0, to: 0 }

  constructor(
    private readonly client: Client,
    private group: Group,
    private readonly changed: () => void,
    /** The cache may hold what an earlier list read: it is shown, and read again. */
    private readonly isOld = false,
  ) {
    this.snapshot = unread(group)
    this.add(null)
  }

  get() {
    return this.snapshot
  }

  /** The same group with another count. */
  recount(group: Group) {
    if (group.count === this.group.count && group.title === this.group.title) return
    this.group = group
    this.update()
  }

  /** Rows `from` to `to` are in the window. */
  see(from: number, to: number) {
    this.seen = { from, to }
    for (const page of this.near()) if ((!page.isOpen || page.isStale) && this.pages.includes(page)) this.read(page)
    for (const page of this.pages) if (page.isOpen && !page.isFetching && !this.isNear(page)) this.close(page)
    if (to + AHEAD >= this.loaded()) this.loadMore()
  }

  loadMore() {
    const last = this.pages.at(-1)
    const info = last?.data?.tasks.pageInfo
    if (last && !last.isFetching && info?.hasNextPage) this.add(info.endCursor)
  }

  refresh() {
    for (const page of this.pages) page.isStale = true
    // Reading one may end the list before the next.
    for (const page of this.near()) if (page.isStale && this.pages.includes(page)) this.read(page)
  }

  stop() {
    for (const page of this.pages.splice(0)) page.stop()
  }

  private add(after: string | null) {
    const page: Page = { after, data: null, error: null, isFetching: true, isStale: this.isOld, isOpen: false, stop: () => {} }
    this.pages.push(page)
    this.read(page)
  }

  private close(page: Page) {
    page.stop()
    page.isOpen = false
  }

  private read(page: Page) {
    page.stop()
    page.isFetching = true
    page.isOpen = true
    const requestPolicy: RequestPolicy = page.isStale ? 'cache-and-network' : 'cache-first'
    page.isStale = false
    const { unsubscribe } = this.client.query(TaskPageDocument, this.variables(page.after), { requestPolicy }).subscribe((answer) => {
      page.data = answer.data ?? page.data
      page.error = answer.error ?? null
      page.isFetching = answer.stale
      this.chain(page)
      this.update()
    })
    page.stop = unsubscribe
    this.update()
  }

  /** Keeps the following page starting at this one's end; its old rows stay until the new ones are there. */
  private chain(page: Page) {
    const at = this.pages.indexOf(page)
    const next = at < 0 ? undefined : this.pages[at + 1]
    const info = page.data?.tasks.pageInfo
    if (!next || !info || next.after === info.endCursor) return
    if (!info.hasNextPage) {
      for (const gone of this.pages.splice(this.pages.indexOf(next))) gone.stop()
      return
    }
    next.after = info.endCursor
    if (this.isNear(next)) this.read(next)
    else {
      next.isStale = true
      this.close(next)
    }
  }

  private near() {
    return this.pages.filter((page) => this.isNear(page))
  }

  private isNear(page: Page) {
    const at = this.pages.indexOf(page)
    return at >= this.pageAt(this.seen.from) - NEAR && at <= this.pageAt(this.seen.to) + NEAR
  }

  private pageAt(row: number) {
    return row < FIRST ? 0 : 1 + Math.floor((row - FIRST) / MORE)
  }

  private loaded() {
    return this.pages.reduce((sum, { data }) => sum + (data?.tasks.nodes.length ?? 0), 0)
  }

  private variables(after: string | null) {
    return { ...this.group.variables, first: after === null ? FIRST : MORE, after }
  }

  private update() {
    this.snapshot = this.look()
    this.changed()
  }

  private look(): GroupState {
    const { group, pages } = this
    const tasks = new Map<string, TaskRow>()
    for (const { data } of pages) {
      // A task that has just left leaves at once; the others close up when the pages are read again.
      for (const task of data?.tasks.nodes ?? []) if (group.fits(task)) tasks.set(task.id, task)
    }
    const last = pages.at(-1)
    const hasMore = last?.data?.tasks.pageInfo.hasNextPage ?? true
    const error = pages.find((page) => page.error)?.error ?? null
    return {
      group,
      tasks: [...tasks.values()],
      rows: hasMore && !error ? Math.max(group.count, tasks.size) : tasks.size,
      hasMore,
      isFetching: pages.some(({ isFetching }) => isFetching),
      error,
    }
  }
}

/** A group whose rows nobody has come near to. */
export const unread = (group: Group): GroupState => ({ group, tasks: [], rows: group.count, hasMore: true, isFetching: false, error: null })
