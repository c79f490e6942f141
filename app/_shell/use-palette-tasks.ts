'use client'
import { useEffect, useState } from 'react'
import { useConnection } from '#app/_graphql/provider.tsx'
import { FindTasksDocument, NamedTaskDocument, tasksByKey } from './palette-documents.ts'
import type { PaletteTask } from './palette-items.ts'
import { recentTasks } from './recent.ts'
import { taskRef } from './task-ref.ts'

const PAUSE_MS = 120
const HITS = 12
const NONE: PaletteTask[] = []

interface Answer {
  text: string
  exact: PaletteTask[]
  hits: PaletteTask[]
  hasFailed: boolean
  /** Whether what is written on tasks was searched too. */
  isWhole: boolean
}

/** Tasks that a text names or finds. While a new text is asked for, the last answer stays. */
export function usePaletteTasks(text: string, project: string | null) {
  const { client } = useConnection()
  const [recent, setRecent] = useState(NONE)
  const [answer, setAnswer] = useState<Answer>({ text: '', exact: NONE, hits: NONE, hasFailed: false, isWhole: true })
  const wanted = text.trim()

  useEffect(() => {
    const keys = recentTasks()
    if (keys.length === 0) return
    const variables = Object.fromEntries(keys.map((key, n) => [`k${n}`, key]))
    void client
      .query(tasksByKey(keys.length), variables)
      .toPromise()
      .then(({ data }) => {
        const found = keys.map((_, n) => data?.[`k${n}`] ?? null)
        setRecent(found.filter((one) => one?.__typename === 'Task'))
      })
  }, [client])

  useEffect(() => {
    if (!wanted) return
    let isCurrent = true
    const ask = async () => {
      const ref = taskRef(wanted, project)
      const [named, found] = await Promise.all([
        ref ? client.query(NamedTaskDocument, { ref }, { requestPolicy: 'network-only' }).toPromise() : null,
        client.query(FindTasksDocument, { text: wanted, project, first: HITS }, { requestPolicy: 'network-only' }).toPromise(),
      ])
      if (!isCurrent) return
      const task = named?.data?.task
      setAnswer({
        text: wanted,
        exact: task?.__typename === 'Task' ? [task] : (task?.candidates ?? NONE),
        hits: hereFirst(found.data?.here ?? [], found.data?.everywhere ?? []),
        hasFailed: Boolean(found.error),
        isWhole: found.data?.searchesContext ?? true,
      })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [client, project, wanted])

  const { exact, hits, hasFailed, isWhole } = answer
  return { exact, hits, recent, isWhole, hasFailed: hasFailed && answer.text === wanted, isAsking: wanted !== '' && answer.text !== wanted }
}

/** What belongs to the project at hand is meant more likely; the rest follows. */
function hereFirst(here: { task: PaletteTask }[], everywhere: { task: PaletteTask }[]) {
  const all = [...here.slice(0, HITS - 4), ...everywhere].map(({ task }) => task)
  return [...new Map(all.map((task) => [task.id, task])).values()].slice(0, HITS)
}
