'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { useConnection } from '#app/_graphql/provider.tsx'
import { ShellDocument } from '#app/_shell/documents.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { CreateProjectDocument, ProjectsDocument } from './documents.ts'
import { keyFrom } from './key-from.ts'

export function CreateProject({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const { client } = useConnection()
  const create = useAct(CreateProjectDocument)
  const [name, setName] = useState('')
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)
  const key = ownKey ?? keyFrom(name)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const result = await create({ name: name.trim(), key, status: 'ACTIVE' })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError')
      setErrors(Object.fromEntries(result.issues.map(({ field, message }) => [field, message])))
    else if (result.__typename === 'AlreadyExistsError') setErrors({ [result.field]: result.message })
    else if (result.__typename === 'CreateProjectSuccess') {
      for (const document of [ProjectsDocument, ShellDocument])
        void client.query(document, {}, { requestPolicy: 'network-only' }).toPromise()
      router.push(`/projects/${result.project.key}/tasks`)
      onClose()
    } else refuseBecause(result)
  }

  return (
    <Dialog title="New project" isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField label="Name" value={name} onChange={setName} error={errors.name} isRequired autoFocus maxLength={200} />
        <TextField
          label="Key"
          mono
          value={key}
          onChange={(text) => setOwnKey(text.toUpperCase())}
          hint={`Begins the key of each task: ${key || 'WEB'}-1. It stays for good.`}
          error={errors.key}
          pattern="[A-Z][A-Z0-9]{1,9}"
          isRequired
        />
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Create project
          </Button>
          <Button variant="bare" onPress={onClose}>
            Cancel
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
