'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { Call } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { EventFilter } from './address.ts'
import { COLUMNS, ORIGIN_COLUMNS, rowOf, type Row } from './csv.ts'
import type { KnownActor } from './documents.ts'
import { readAll } from './read-all.ts'

interface Props {
  project: string | null
  filter: EventFilter
  known: ReadonlyMap<string, KnownActor>
  hasOrigin: boolean
  onClose: () => void
}

/** Reads every page of the filter and makes a file of it: what is shown, as far as one would have scrolled. */
export function CsvDialog({ project, filter, known, hasOrigin, onClose }: Props) {
  const [count, setCount] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const columns = Object.entries({ ...COLUMNS, ...(hasOrigin && ORIGIN_COLUMNS) })

  async function make() {
    const running = new AbortController()
    abort.current = running
    setError(null)
    setCount(0)
    try {
      const rows: Row[] = []
      for await (const events of readAll({ project, filter, signal: running.signal })) {
        rows.push(...events.map((event) => rowOf(event, known, hasOrigin)))
        setCount(rows.length)
      }
      const { default: Papa } = await import('papaparse')
      const text = Papa.unparse({ fields: columns.map(([name]) => name), data: rows }, { escapeFormulae: true, newline: '\r\n' })
      download(text, `${project ?? 'workspace'}-activity-${new Date().toISOString().slice(0, 10)}.csv`)
      tell(`${counted(rows.length)} in the file`)
      onClose()
    } catch (fault) {
      setCount(null)
      if (!running.signal.aborted) setError(fault instanceof Error ? fault.message : String(fault))
    }
  }
  const isRunning = count !== null
  return (
    <Dialog title="Activity as CSV" isOpen wide onClose={onClose}>
      <p className="text-ink-2">
        Every event that the filters leave, newest first, one a line. UTF-8, comma separated; a cell that a spreadsheet would take for a
        formula begins with an apostrophe.
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {columns.map(([name, about]) => (
          <div key={name} className="contents">
            <dt className="mono">{name}</dt>
            <dd className="text-ink-2">{about}</dd>
          </div>
        ))}
      </dl>
      {error && (
        <Call signal="stop" title="The file was not made.">
          {error}
        </Call>
      )}
      <Actions>
        {isRunning ? (
          <>
            <Button onPress={() => abort.current?.abort()}>Cancel</Button>
            <span role="status" className="text-ink-2">
              {counted(count)} read
            </span>
          </>
        ) : (
          <>
            <Button variant="primary" onPress={() => void make()}>
              Make the file
            </Button>
            <Button variant="bare" onPress={onClose}>
              Back
            </Button>
          </>
        )}
      </Actions>
    </Dialog>
  )
}

const counted = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`

/** Spreadsheets take a file for UTF-8 by its first three bytes. */
const MARK = '\uFEFF'

function download(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([MARK, text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
