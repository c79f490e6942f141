'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { did } from '#app/_tasks/undo.tsx'
import { Initials } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { UpdateMeDocument } from './documents.ts'
import { Part } from './part.tsx'

export function Profile({ me }: { me: { name: string; handle: string; isAdmin: boolean } }) {
  const update = useAct(UpdateMeDocument)
  const [name, setName] = useState(me.name)
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const isChanged = name.trim() !== me.name

  async function save(to: string) {
    const result = await update({ name: to })
    if (!result) return false
    switch (result.__typename) {
      case 'UpdateMeSuccess':
        setName(result.me.name)
        setError(null)
        return true
      case 'InvalidInputError':
        setError(issuesByField(result).name ?? result.message)
        return false
      default:
        refuseBecause(result)
        return false
    }
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!isChanged) return
    const before = me.name
    setPending(true)
    if (await save(name)) did(`You are ${name.trim()} now`, () => save(before))
    setPending(false)
  }
  return (
    <Part id="profile" title="Profile" note="How others see you. The handle stays, because it stands in what was written.">
      <form className="flex max-w-110 flex-wrap items-end gap-2" onSubmit={(event) => void submit(event)}>
        <Initials name={name || me.handle} size={28} />
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={error}
          maxLength={100}
          autoComplete="name"
          className="min-w-0 flex-1"
        />
        <Button type="submit" isDisabled={!isChanged} isPending={isPending}>
          Save
        </Button>
      </form>
      <p className="text-ink-2">
        Handle <span className="mono text-ink">@{me.handle}</span>
        {me.isAdmin && ', admin of this installation'}
      </p>
    </Part>
  )
}
