'use client'
import { useState } from 'react'
import { usePost } from '#app/_door/use-post.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'

export function InviteForm({ secret }: { secret: string }) {
  const [isAccepted, setAccepted] = useState(false)
  const { onSubmit, refused, isPending } = usePost('/api/invitations/accept', () => setAccepted(true), { secret })
  if (isAccepted) {
    return (
      <>
        <p>
          <b>Your password is set.</b> <span className="text-ink-2">Sign in with the e-mail the invitation came to.</span>
        </p>
        <LinkButton href="/sign-in" variant="primary">
          Sign in
        </LinkButton>
      </>
    )
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <p className="text-ink-2">Choose a password. Your name and e-mail came with the invitation.</p>
      {refused && <Call signal="stop" title={refused.message} />}
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters."
        minLength={8}
        error={refused?.fields.password}
        isRequired
        autoFocus
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        Set password
      </Button>
    </form>
  )
}
