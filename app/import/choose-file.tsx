'use client'
import { useEffect, useRef, useState, type ChangeEvent, type DragEvent } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { DocsLink } from '#app/_ui/docs-link.tsx'
import { Call } from '#app/_ui/states.tsx'
import { Progress } from './progress.tsx'
import { sendFile, UploadError } from './send-file.ts'

const SOURCES = [
  ['Task Orchestrator', 'an export as JSON, whole'],
  ['The command-line tool', 'its tasks.db'],
  ['Beads', 'issues.jsonl'],
  ['Task Master', 'tasks.json'],
  ['Any other', 'a table as CSV, from a spreadsheet, Jira, Linear, Asana or GitHub'],
] as const

export function ChooseFile({ onUploaded }: { onUploaded: (id: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const abort = useRef<AbortController | null>(null)
  const [sending, setSending] = useState<{ file: File; sent: number } | null>(null)
  const [error, setError] = useState<UploadError | null>(null)
  const [isOver, setOver] = useState(false)
  useEffect(() => () => abort.current?.abort(), [])

  async function send(file: File | undefined) {
    if (!file) return
    if (file.size === 0) return setError(new UploadError(`${file.name} is empty.`, 'Choose another, or export it again.'))
    const running = new AbortController()
    abort.current = running
    setError(null)
    setSending({ file, sent: 0 })
    try {
      onUploaded(await sendFile(file, (sent) => setSending({ file, sent }), running.signal))
    } catch (fault) {
      if (!running.signal.aborted) setError(fault instanceof UploadError ? fault : new UploadError(String(fault), ''))
      setSending(null)
    }
  }
  function choose({ currentTarget: chosen }: ChangeEvent<HTMLInputElement>) {
    const [file] = chosen.files ?? []
    // So that the same file can be chosen again, when it was mended meanwhile.
    chosen.value = ''
    void send(file)
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void send(event.dataTransfer.files[0])
  }

  return (
    <section
      aria-label="Choose a file"
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`grid gap-4 border-b border-joint px-(--pad-x) py-6 ${isOver ? 'bg-select' : ''}`}
    >
      <p className="max-w-160 text-md">
        Bring in tasks of another tool. You see what would become of each row before anything is stored, and the same file again changes
        nothing.
      </p>
      {error && (
        <Call signal="stop" title={error.message}>
          {error.hint}
        </Call>
      )}
      {sending ? (
        <div className="grid max-w-140 gap-3">
          <Progress label={`Sending ${sending.file.name}`} done={sending.sent} total={sending.file.size} unit={bytes} />
          <div>
            <Button onPress={() => abort.current?.abort()}>Cancel</Button>
          </div>
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" icon="plus" onPress={() => input.current?.click()}>
            Choose a file
          </Button>
          <span className="text-ink-2 max-sm:hidden">or drop it here</span>
          <input ref={input} type="file" hidden aria-label="File" onChange={choose} />
        </div>
      )}
      <dl className="grid max-w-160 grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
        {SOURCES.map(([name, what]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="text-ink-2">{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        <DocsLink page="import">What becomes of each field</DocsLink>
      </p>
    </section>
  )
}

const bytes = (count: number) => (count >= 1_000_000 ? `${(count / 1_000_000).toFixed(1)} MB` : `${Math.ceil(count / 1000)} kB`)
