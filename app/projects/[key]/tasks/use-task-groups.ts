'use client'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { Client } from '@urql/core'
import { useProjectEvents, type Batch } from '#app/_graphql/live.ts'
import { useConnection } from '#app/_graphql/provider.tsx'
import type { Group } from './groups.ts'
import { TaskPages, type GroupState } from './task-pages.ts'

const REFRESH_MS = 400
const MOVES_NOTHING = new Set(['CONTEXT_ADDED', 'FILE_ADDED', 'FILE_REMOVED', 'MEMBER_ADDED', 'MEMBER_CHANGED'])

/** The lists of the page, one a group, current by themselves. Folded groups are not read. */
export function useTaskGroups(project: string, groups: Group[], folded: ReadonlySet<string>) {
  const { client } = useConnection()
  const [store] = useState(() => new GroupStore(client))
  const shown = groups.filter(({ status }) => !folded.has(status ?? ''))
  store.show(shown)
  const states = useSyncExternalStore(store.subscribe, store.get, store.get)
  const reopen = useEffectEvent(() => store.show(shown))

  useEffect(() => {
    reopen()
    return () => store.close()
  }, [store])
  useProjectEvents(project, (batch) => {
    if (movesTasks(batch)) refreshSoon()
  })
  const [refreshSoon] = useState(() => throttle(() => store.refresh(), REFRESH_MS))
  return { states: groups.map((group) => states.get(group.id) ?? empty(group)), loadMore: store.loadMore, refresh: store.refresh }
}

class GroupStore {
  private readonly watchers = new Set<() => void>()
  private readonly open = new Map<string, TaskPages>()
  private states: ReadonlyMap<string, GroupState> = new Map()
  private isQuiet = false

  constructor(private readonly client: Client) {}

  subscribe = (watcher: () => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }
  get = () => this.states
  loadMore = (group: string) => this.open.get(group)?.loadMore()

  /** Called while rendering: what is new is read at once, so that the first paint has its rows. */
  show(groups: Group[]) {
    const wanted = new Map(groups.map((group) => [group.id, group]))
    if (this.open.size === wanted.size && [...wanted.keys()].every((id) => this.open.has(id))) return
    // A render is under way: it reads the new state itself.
    this.isQuiet = true
    for (const [id, pages] of this.open) if (!wanted.has(id)) this.drop(id, pages)
    for (const [id, group] of wanted) if (!this.open.has(id)) this.open.set(id, new TaskPages(this.client, group, this.changed))
    this.isQuiet = false
    this.collect()
  }

  refresh = () => {
    for (const pages of this.open.values()) pages.refresh()
  }

  close() {
    for (const [id, pages] of this.open) this.drop(id, pages)
  }

  private drop(id: string, pages: TaskPages) {
    this.open.delete(id)
    pages.close()
  }

  private changed = () => {
    if (this.isQuiet) return
    this.collect()
    for (const watcher of this.watchers) watcher()
  }

  private collect() {
    this.states = new Map([...this.open].map(([id, pages]) => [id, pages.get()]))
  }
}

function empty(group: Group): GroupState {
  return { group, tasks: [], total: null, hasMore: false, isFetching: false, error: null }
}

function movesTasks(batch: Batch) {
  // Null: everything on the page was read again already, but only the first answers of this list are known to be whole.
  return batch === null || batch.some(({ action }) => !MOVES_NOTHING.has(action))
}

function throttle(run: () => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      run()
    }, ms)
  }
}
