'use client'
import { useState, type FormEvent } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'

interface ViewFormProps {
  title: string
  name: string
  /** Null where sharing is not to be chosen. */
  isShared: boolean | null
  onDone: (name: string, isShared: boolean) => unknown
  onBack: () => void
}

export function ViewForm({ title, name: given, isShared: mayShare, onDone, onBack }: ViewFormProps) {
  const [name, setName] = useState(given)
  const [isShared, setShared] = useState(mayShare ?? false)
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError('Write a name.')
    setPending(true)
    await onDone(name.trim(), isShared)
    setPending(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3 p-3">
      <TextField label="Name of the view" value={name} onChange={setName} error={error} maxLength={100} autoFocus />
      {mayShare !== null && (
        <label className="flex min-h-(--hit) cursor-pointer items-center gap-2">
          <input type="checkbox" className="box" checked={isShared} onChange={({ target }) => setShared(target.checked)} />
          Share with all who see the project
        </label>
      )}
      <div className="flex gap-1">
        <Button type="submit" variant="primary" isPending={isPending}>
          {title}
        </Button>
        <Button variant="bare" onPress={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
