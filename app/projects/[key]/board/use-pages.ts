'use client'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { Client } from '@urql/core'
import { useConnection } from '#app/_graphql/provider.tsx'
import type { Group } from '../tasks/groups.ts'
import { TaskPages, type GroupState } from '../tasks/task-pages.ts'

/** The pages of one column, read while it is shown. */
export function usePages(group: Group) {
  const { client } = useConnection()
  const [holder] = useState(() => new Holder(client))
  holder.show(group)
  const state = useSyncExternalStore(holder.subscribe, holder.get, holder.get)
  const reopen = useEffectEvent(() => holder.show(group))
  useEffect(() => {
    reopen()
    return () => holder.close()
  }, [holder])
  return {
    state: state ?? { group, tasks: [], rows: group.count, hasMore: true, isFetching: true, error: null },
    see: holder.see,
    refresh: holder.refresh,
  }
}

class Holder {
  private readonly watchers = new Set<() => void>()
  private pages: TaskPages | null = null
  private shown = ''
  private isQuiet = false

  constructor(private readonly client: Client) {}

  subscribe = (watcher: () => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }
  get = (): GroupState | null => this.pages?.get() ?? null

  /** Called while rendering: what is new is read at once, so that the first paint has its cards. */
  show(group: Group) {
    this.isQuiet = true
    if (this.pages && this.shown === group.id) this.pages.recount(group)
    else {
      const isOld = this.shown !== ''
      this.close()
      this.shown = group.id
      this.pages = new TaskPages(this.client, group, this.changed, isOld)
    }
    this.isQuiet = false
  }

  see = (from: number, to: number) => this.pages?.see(from, to)
  refresh = () => this.pages?.refresh()

  close() {
    this.pages?.stop()
    this.pages = null
  }

  private changed = () => {
    if (!this.isQuiet) for (const watcher of this.watchers) watcher()
  }
}
