'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Copyable } from '#app/_ui/copyable.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { Call } from '#app/_ui/states.tsx'
import { InvitePersonDocument } from './invitation-documents.ts'
import { handleFrom } from './handle-from.ts'

interface Props {
  /** Somebody who was invited before, or whom a restored project brought along. */
  again?: { name: string; handle: string; email: string; isAdmin: boolean }
  onClose: () => void
  onInvited: () => void
}

/** Whom to invite, then the link. No mail is sent: the link is handed on by whoever invites. */
export function Invite({ again, onClose, onInvited }: Props) {
  const invite = useAct(InvitePersonDocument)
  const [draft, setDraft] = useState({ name: again?.name ?? '', handle: again?.handle ?? '', email: again?.email ?? '' })
  const [isAdmin, setAdmin] = useState(again?.isAdmin ?? false)
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [made, setMade] = useState<{ url: string | null; becomes: { handle: string } | null } | null>(null)
  const [isPending, setPending] = useState(false)
  const handle = draft.handle || handleFrom(draft.name)
  const field = (name: keyof typeof draft) => ({
    error: issues[name],
    onChange(value: string) {
      setIssues({})
      setDraft((before) => ({ ...before, [name]: value }))
    },
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const result = await invite({ name: draft.name, email: draft.email, handle, isAdmin })
    setPending(false)
    if (!result) return
    switch (result.__typename) {
      case 'InvitePersonSuccess':
        onInvited()
        return setMade(result)
      case 'AlreadyExistsError':
        return setIssues({ [result.field]: result.field === 'email' ? 'Somebody signs in with this address already.' : result.message })
      case 'InvalidInputError':
        return setIssues(issuesByField(result))
      default:
        return refuseBecause(result)
    }
  }
  if (made?.url)
    return (
      <Dialog title={`Invitation for ${draft.name}`} isOpen onClose={onClose} modal>
        <Call signal="caution" title="This link is shown once.">
          Send it to {draft.email} yourself: no mail is sent from here. It works once, for 7 days, and lets whoever opens it set the
          password.
        </Call>
        {made.becomes && (
          <p>
            <span className="mono">@{made.becomes.handle}</span> came with a restored project. Whoever opens the link becomes that person,
            with their tasks and projects.
          </p>
        )}
        <Copyable label="Link" text={made.url} />
        <Actions>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </Actions>
      </Dialog>
    )
  return (
    <Dialog title="Invite a person" isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextField label="Name" isRequired autoFocus value={draft.name} {...field('name')} />
        <TextField
          label="Handle"
          mono
          isRequired
          hint="How others address them: small letters, digits, dots and dashes."
          value={handle}
          {...field('handle')}
        />
        <TextField label="E-mail" type="email" isRequired hint="What they sign in with." value={draft.email} {...field('email')} />
        <OptionGroup
          label="They are"
          value={isAdmin ? 'admin' : 'member'}
          onChange={(id) => setAdmin(id === 'admin')}
          options={[
            { id: 'member', content: 'A member: sees the projects that they are added to' },
            { id: 'admin', content: 'An admin: sees and does everything, in every project' },
          ]}
        />
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Make the link
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
