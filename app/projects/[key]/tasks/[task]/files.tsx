'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import type { Task } from './documents.ts'
import { AddFileDocument, RemoveFileDocument } from './mutations.ts'
import { Overlaps } from './overlaps.tsx'
import { SideHead } from './section.tsx'

/** What the task reads or changes: paths, lines, notes. */
export function Files({ task, readAgain }: { task: Task; readAgain: () => void }) {
  const remove = useAct(RemoveFileDocument)
  const add = useAct(AddFileDocument)
  const [isWhole, setWhole] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const canEdit = task.viewerCan.includes('ADD_FILE')
  if (task.files.length === 0 && !canEdit) return null

  async function removeFile({ id, path, lineStart, lineEnd, note }: Task['files'][number]) {
    if (!unlessRefused(await remove({ file: id }))) return
    readAgain()
    did(
      `${path} removed from ${task.key}`,
      async () => unlessRefused(await add({ task: task.id, path, lineStart, lineEnd, note })) !== null,
    )
  }
  return (
    <section>
      <SideHead
        title="Files"
        count={task.files.length || undefined}
        actions={
          canEdit &&
          !isAdding && <IconButton icon="plus" label="Add a file" className="size-6 max-sm:size-11" onPress={() => setAdding(true)} />
        }
      />
      {task.files.length === 0 && !isAdding && <p className="text-ink-3">None named yet.</p>}
      <ul>
        {(isWhole ? task.files : task.files.slice(0, FIRST)).map((file) => {
          const { id, path, lineStart, lineEnd, note, overlaps } = file
          return (
            <li key={id} className="flex items-start gap-2 border-b border-joint py-1.25 last:border-0">
              <span className="min-w-0 flex-1">
                <span className="mono whitespace-normal [overflow-wrap:anywhere]">{path}</span>
                {note && <span className="block text-ink-2 [overflow-wrap:anywhere]">{note}</span>}
                <Overlaps overlaps={overlaps} path={path} project={task.project.key} />
              </span>
              <span className="mono text-ink-2">{linesWords(lineStart, lineEnd)}</span>
              {canEdit && (
                <IconButton icon="close" label={`Remove ${path}`} className="size-6 max-sm:size-11" onPress={() => void removeFile(file)} />
              )}
            </li>
          )
        })}
      </ul>
      {!isWhole && task.files.length > FIRST && (
        <Button variant="bare" className="-ml-2" onPress={() => setWhole(true)}>
          Show all {task.files.length}
        </Button>
      )}
      {isAdding && <AddFile task={task} onClose={() => setAdding(false)} onDone={readAgain} />}
    </section>
  )
}

const FIRST = 12

function linesWords(start: number | null, end: number | null) {
  if (start === null) return ''
  return end === null || end === start ? `${start}` : `${start}–${end}`
}

function AddFile({ task, onClose, onDone }: { task: Task; onClose: () => void; onDone: () => void }) {
  const add = useAct(AddFileDocument)
  const remove = useAct(RemoveFileDocument)
  const [path, setPath] = useState('')
  const [lines, setLines] = useState('')
  const [note, setNote] = useState('')
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  const undoAdding = (file: string) => did(`${path} added to ${task.key}`, async () => unlessRefused(await remove({ file })) !== null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    const span = /^\s*(\d+)\s*(?:[-–]\s*(\d+))?\s*$/.exec(lines)
    if (lines.trim() !== '' && !span) return setIssues({ lines: 'One line or two with a dash, such as 12-40.' })
    const start = span ? Number(span[1]) : null
    setPending(true)
    const result = await add({ task: task.id, path, lineStart: start, lineEnd: span?.[2] ? Number(span[2]) : start, note: note || null })
    setPending(false)
    if (!result) return
    switch (result.__typename) {
      case 'AddFileReferenceSuccess':
        if (result.file) undoAdding(result.file.id)
        onDone()
        return onClose()
      case 'InvalidInputError':
        return setIssues(
          Object.fromEntries(result.issues.map((issue) => [issue.field.startsWith('line') ? 'lines' : issue.field, issue.message])),
        )
      default:
        return refuseBecause(result)
    }
  }
  return (
    <form aria-label="Add a file" className="mt-2 grid gap-2.5" onSubmit={(event) => void submit(event)}>
      <TextField
        label="Path"
        mono
        isRequired
        autoFocus
        placeholder="lib/task.ts, or lib/ for a folder"
        value={path}
        onChange={setPath}
        error={issues.path}
      />
      <TextField label="Lines" mono placeholder="12-40, or empty for all" value={lines} onChange={setLines} error={issues.lines} />
      <TextField label="Note" value={note} onChange={setNote} error={issues.note} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={isPending}>
          Add
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </div>
    </form>
  )
}
