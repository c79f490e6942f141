import type { Client, CombinedError } from '@urql/core'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import { TaskPageDocument } from './documents.ts'
import type { Group } from './groups.ts'

interface Page {
  after: string | null
  data: ResultOf<typeof TaskPageDocument> | null
  error: CombinedError | null
  isFetching: boolean
  stop: () => void
}

export interface GroupState {
  group: Group
  tasks: TaskRow[]
  total: number | null
  hasMore: boolean
  isFetching: boolean
  error: CombinedError | null
}

/**
 * The pages of one group, kept open: each follows the cache, and each starts where the one before it ends *now*. So when a task
 * moves, the pages behind it start anew from the new border, and none is lost or shown twice.
 */
export class TaskPages {
  private readonly pages: Page[] = []
  private snapshot: GroupState

  constructor(
    private readonly client: Client,
    private readonly group: Group,
    private readonly changed: () => void,
  ) {
    this.snapshot = this.look()
    this.open(null)
  }

  get() {
    return this.snapshot
  }

  loadMore() {
    const last = this.pages.at(-1)
    const info = last?.data?.tasks.pageInfo
    if (last && !last.isFetching && info?.hasNextPage) this.open(info.endCursor)
  }

  refresh() {
    for (const page of this.pages)
      void this.client.query(TaskPageDocument, this.variables(page.after), { requestPolicy: 'network-only' }).toPromise()
  }

  close() {
    for (const page of this.pages.splice(0)) page.stop()
  }

  private open(after: string | null, data: Page['data'] = null) {
    const page: Page = { after, data, error: null, isFetching: true, stop: () => {} }
    this.pages.push(page)
    this.read(page)
  }

  private read(page: Page) {
    page.stop()
    page.isFetching = true
    const { unsubscribe } = this.client.query(TaskPageDocument, this.variables(page.after)).subscribe(({ data, error, stale }) => {
      page.data = data ?? page.data
      page.error = error ?? null
      page.isFetching = stale
      this.chain(page)
      this.update()
    })
    page.stop = unsubscribe
    this.update()
  }

  /** Keeps the following page starting at this one's end; its old rows stay until the new ones are there. */
  private chain(page: Page) {
    const next = this.pages[this.pages.indexOf(page) + 1]
    const info = page.data?.tasks.pageInfo
    if (!next || !info || next.after === info.endCursor) return
    if (!info.hasNextPage) {
      for (const gone of this.pages.splice(this.pages.indexOf(next))) gone.stop()
    } else {
      next.after = info.endCursor
      this.read(next)
    }
  }

  private variables(after: string | null) {
    return { ...this.group.variables, after }
  }

  private update() {
    this.snapshot = this.look()
    this.changed()
  }

  private look(): GroupState {
    const { group, pages } = this
    const tasks = new Map<string, TaskRow>()
    for (const task of pages.flatMap(({ data }) => data?.tasks.nodes ?? [])) {
      // A task that has just left leaves at once; the others close up when the pages are read again.
      if (group.statuses.includes(task.status) && task.deletedAt === null) tasks.set(task.id, task)
    }
    return {
      group,
      tasks: [...tasks.values()],
      total: pages[0]?.data?.tasks.totalCount ?? null,
      hasMore: pages.at(-1)?.data?.tasks.pageInfo.hasNextPage ?? false,
      isFetching: pages.some(({ isFetching }) => isFetching),
      error: pages.find(({ error }) => error)?.error ?? null,
    }
  }
}
