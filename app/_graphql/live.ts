'use client'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { gql, stringifyDocument, type TypedDocumentNode } from '@urql/core'
import { knownTasks, type Connection } from './client.ts'
import type { ResultOf } from './graphql.ts'
import {
  NotificationsDocument,
  ProjectCountsDocument,
  ProjectEventsDocument,
  TaskChangesDocument,
  TaskRowFragment,
  UnreadCountDocument,
} from './live-documents.ts'
import { useConnection } from './provider.tsx'
import { onConnect, socketState, theSocket } from './socket.ts'

type Payload = ResultOf<typeof ProjectEventsDocument>['projectEvents']
export type ProjectEvent = Extract<Payload, { __typename: 'Event' }>
/** What changed in one breath; null when the gap was too large to tell, and everything was read again. */
export type Batch = ProjectEvent[] | null

const BREATH_MS = 50
/** One document may carry 15 aliases. */
const TASKS_A_REQUEST = 12
/** Beyond this many tasks at once (an import), pages read themselves again instead. */
const TASKS_A_BATCH = 60

const listeners = new Map<string, Set<(batch: Batch) => void>>()

export function useSocketState() {
  return useSyncExternalStore(socketState.subscribe, socketState.get, socketState.onServer)
}

/** Follows a project from `seq` on while the page is open. Once a page: its layout does it. */
export function useProjectLive(project: string, seq: number) {
  const connection = useConnection()
  const from = useEffectEvent(() => seq)
  useEffect(() => {
    const variables = { project, after: from() }
    let events: ProjectEvent[] = []
    let isResync = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const breathe = () => {
      const batch = isResync ? null : events
      events = []
      isResync = false
      timer = undefined
      void readAgain(connection, project, batch)
    }
    const stop = follow(ProjectEventsDocument, variables, ({ projectEvents: event }) => {
      variables.after = event.seq
      if (event.__typename === 'Resync') isResync = true
      else events.push(event)
      timer ??= setTimeout(breathe, BREATH_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [connection, project])
}

/** Calls back after each batch of events of a project, when changed tasks are already in the cache. */
export function useProjectEvents(project: string, callback: (batch: Batch) => void) {
  const run = useEffectEvent(callback)
  useEffect(() => {
    const listener = (batch: Batch) => run(batch)
    const set = listeners.get(project) ?? new Set()
    listeners.set(project, set.add(listener))
    return () => void set.delete(listener)
  }, [project])
}

const arrivals = new Set<() => void>()

/** Follows what arrives for the person, on every page: the frame does it. */
export function useNotificationsLive() {
  const { client } = useConnection()
  useEffect(() => {
    const variables: { after?: number } = {}
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.query(UnreadCountDocument, {}, { requestPolicy: 'network-only' }).toPromise()
        for (const run of arrivals) run()
      }, BREATH_MS)
    }
    const stop = follow(NotificationsDocument, variables, ({ notificationReceived }) => {
      variables.after = notificationReceived.seq
      soon()
    })
    // Before the first one there is no cursor to resume from, and something may have come since the page was made.
    const forget = onConnect(soon)
    return () => {
      clearTimeout(timer)
      forget()
      stop()
    }
  }, [client])
}

/** Calls back when something has arrived for the person, or may have. */
export function useArrivals(callback: () => void) {
  const run = useEffectEvent(callback)
  useEffect(() => {
    const listener = () => run()
    arrivals.add(listener)
    return () => void arrivals.delete(listener)
  }, [])
}

/** Calls back whenever something happens to a task of any project; null: to none. */
export function useTaskChanges(task: string | null, callback: () => void) {
  const run = useEffectEvent(callback)
  useEffect(() => {
    if (task === null) return
    const variables: { task: string; after?: number } = { task }
    return follow(TaskChangesDocument, variables, ({ taskChanged }) => {
      variables.after = taskChanged.seq
      run()
    })
  }, [task])
}

/** `variables` is read again at each reconnection, so that moving its cursor resumes the stream there. */
function follow<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  next: (data: Data) => void,
) {
  return theSocket().subscribe<Data>(
    { query: stringifyDocument(document), variables },
    { next: ({ data }) => data && next(data), error: () => {}, complete: () => {} },
  )
}

async function readAgain(connection: Connection, project: string, batch: Batch) {
  const tasks = new Set(batch?.flatMap(({ taskId }) => (taskId !== null && knownTasks.has(taskId) ? [taskId] : [])))
  if (batch === null || tasks.size > TASKS_A_BATCH) {
    connection.refetchActive()
    tell(project, null)
    return
  }
  const { client } = connection
  const chunks = Array.from({ length: Math.ceil(tasks.size / TASKS_A_REQUEST) }, (_, n) =>
    [...tasks].slice(n * TASKS_A_REQUEST, (n + 1) * TASKS_A_REQUEST),
  )
  await Promise.all([
    ...chunks.map((ids) => client.query(tasksDocument(ids.length), named(ids), { requestPolicy: 'network-only' }).toPromise()),
    client.query(ProjectCountsDocument, { project }, { requestPolicy: 'network-only' }).toPromise(),
  ])
  tell(project, batch)
}

function tell(project: string, batch: Batch) {
  for (const listener of listeners.get(project) ?? []) listener(batch)
}

const documents = new Map<number, TypedDocumentNode>()

function tasksDocument(count: number) {
  const known = documents.get(count)
  if (known) return known
  const numbers = Array.from({ length: count }, (_, n) => n)
  const fields = numbers.map((n) => `t${n}: node(id: $t${n}) { ...TaskRow }`).join(' ')
  const document = gql(`query Tasks(${numbers.map((n) => `$t${n}: ID!`).join(' ')}) { ${fields} } ${stringifyDocument(TaskRowFragment)}`)
  documents.set(count, document)
  return document
}

function named(ids: string[]) {
  return Object.fromEntries(ids.map((id, n) => [`t${n}`, id]))
}
