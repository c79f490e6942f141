'use client'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { Client } from '@urql/core'
import { useQuery } from 'urql'
import { useProjectEvents, type Batch } from '#app/_graphql/live.ts'
import { useConnection } from '#app/_graphql/provider.tsx'
import { TaskGroupsDocument } from './documents.ts'
import { countsOf, firstOf, groupsOf, type Counted, type Group } from './groups.ts'
import type { ListState } from './search-params.ts'
import { TaskPages, unread, type GroupState } from './task-pages.ts'

const REFRESH_MS = 400
const MOVES_NOTHING = new Set(['CONTEXT_ADDED', 'FILE_ADDED', 'FILE_REMOVED', 'MEMBER_ADDED', 'MEMBER_CHANGED'])
const NONE: Counted[] = []

interface Asked {
  project: string
  projectId: string
  me: string | null
  now: number
}

/** The lists of the page, one a group, current by themselves. Rows are read as they come near the window, never those of a folded group. */
export function useTaskGroups({ projectId, ...asked }: Asked, state: ListState) {
  const { client } = useConnection()
  const [store] = useState(() => new GroupStore(client))
  const variables = countsOf(asked, state)
  const [{ data, fetching, error }, count] = useQuery({ query: TaskGroupsDocument, variables })
  const groups = groupsOf(asked, state, data?.taskGroups ?? NONE)
  const shown = groups.filter(({ value }) => value === null || !state.folded.includes(value))
  const first = firstOf(groups, state.folded)
  store.show(shown, first)
  const states = useSyncExternalStore(store.subscribe, store.get, store.get)
  const reopen = useEffectEvent(() => store.show(shown, first))

  useEffect(() => {
    reopen()
    return () => store.close()
  }, [store])
  const refresh = () => {
    count({ requestPolicy: 'network-only' })
    store.refresh()
  }
  const [refreshSoon] = useState(() => throttle(REFRESH_MS))
  useProjectEvents(projectId, (batch) => {
    if (movesTasks(batch)) refreshSoon(refresh)
  })
  return {
    states: groups.map((group) => states.get(group.id) ?? unread(group)),
    isFetching: fetching || (!data && !error),
    error: error ?? null,
    see: store.see,
    tryAgain: refresh,
  }
}

class GroupStore {
  private readonly watchers = new Set<() => void>()
  private readonly open = new Map<string, TaskPages>()
  private groups = new Map<string, Group>()
  private states: ReadonlyMap<string, GroupState> = new Map()
  private isQuiet = false
  /** What is opened while the page is first drawn came with it; a group that opens later may have been here before, and changed since. */
  private isFirst = true

  constructor(private readonly client: Client) {}

  subscribe = (watcher: () => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }
  get = () => this.states

  /** Called while rendering: what is first is read at once, so that the first paint has its rows. */
  show(groups: Group[], first: Group[]) {
    // A render is under way: it reads the new state itself.
    this.isQuiet = true
    this.groups = new Map(groups.map((group) => [group.id, group]))
    for (const [id, pages] of this.open) {
      const group = this.groups.get(id)
      if (group) pages.recount(group)
      else this.drop(id, pages)
    }
    for (const group of first) this.pagesOf(group.id)
    this.isFirst = false
    this.isQuiet = false
    this.collect()
  }

  /** Rows `from` to `to` of a group are in the window or near it. */
  see = (id: string, from: number, to: number) => {
    const isNew = !this.open.has(id)
    this.pagesOf(id)?.see(from, to)
    if (isNew) this.changed()
  }

  refresh = () => {
    for (const pages of this.open.values()) pages.refresh()
  }

  close() {
    for (const [id, pages] of this.open) this.drop(id, pages)
  }

  private pagesOf(id: string) {
    const group = this.groups.get(id)
    const pages = this.open.get(id) ?? (group && new TaskPages(this.client, group, this.changed, !this.isFirst))
    if (pages) this.open.set(id, pages)
    return pages
  }

  private drop(id: string, pages: TaskPages) {
    this.open.delete(id)
    pages.stop()
  }

  private changed = () => {
    if (this.isQuiet) return
    this.collect()
    for (const watcher of this.watchers) watcher()
  }

  /** The same map while nothing in it has changed, because what is rendered from it compares it. */
  private collect() {
    const next = new Map([...this.open].map(([id, pages]) => [id, pages.get()]))
    const isSame = next.size === this.states.size && [...next].every(([id, state]) => this.states.get(id) === state)
    if (!isSame) this.states = next
  }
}

function movesTasks(batch: Batch) {
  // Null: everything on the page was read again already, but only the first answers of this list are known to be whole.
  return batch === null || batch.some(({ action }) => !MOVES_NOTHING.has(action))
}

function throttle(ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (run: () => void) => {
    timer ??= setTimeout(() => {
      timer = undefined
      run()
    }, ms)
  }
}
