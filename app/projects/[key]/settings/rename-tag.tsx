'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { did } from '#app/_tasks/undo.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { RenameTagDocument, type Project } from './documents.ts'

interface Props {
  project: Project
  tag: string
  onClose: () => void
  onChanged: () => void
}

/** Another name on every task; the name of another tag makes the two one. */
export function RenameTag({ project, tag, onClose, onChanged }: Props) {
  const change = useAct(RenameTagDocument)
  const [to, setTo] = useState(tag)
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const other = project.tagCounts.find((one) => fold(one.tag) === fold(to) && fold(one.tag) !== fold(tag))

  async function rename(from: string, name: string) {
    const result = await change({ project: project.id, tag: from, to: name })
    onChanged()
    return result
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (to.trim() === tag) return onClose()
    setPending(true)
    const result = await rename(tag, to)
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError') return setError(issuesByField(result).to ?? result.message)
    if (result.__typename !== 'RenameTagSuccess') return refuseBecause(result)
    const on = `on ${result.tasks} ${result.tasks === 1 ? 'task' : 'tasks'}`
    if (other) tell(`#${tag} is #${other.tag} now, ${on}`)
    else did(`#${tag} is #${to.trim()} now, ${on}`, async () => unlessRefused(await rename(to, tag)) !== null)
    onClose()
  }
  return (
    <Dialog title={`Rename #${tag}`} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextField
          label="New name"
          value={to}
          onChange={(text) => {
            setError(null)
            setTo(text)
          }}
          error={error}
          hint="Every task that has it gets the new one."
          isRequired
          autoFocus
        />
        {other && (
          <Call signal="caution" title={`#${other.tag} exists: the two become one.`}>
            Tasks that have both keep #{other.tag}. They cannot be told apart afterwards.
          </Call>
        )}
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            {other ? `Merge into #${other.tag}` : 'Rename'}
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

const fold = (tag: string) => tag.trim().normalize('NFC').toLowerCase()
