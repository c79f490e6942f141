'use client'
import { useEffect, useState } from 'react'
import { usePost } from '#app/_door/use-post.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'

interface Invited {
  purpose: 'JOIN' | 'RESET'
  name: string
  handle: string
  email: string
}

export function InviteForm({ secret }: { secret: string }) {
  const invited = useInvited(secret)
  const { onSubmit, refused, isPending } = usePost('/api/invitations/accept', () => window.location.assign('/'), { secret })
  if (invited === 'gone') {
    return (
      <>
        <h1 className="text-lg">This link is good no more</h1>
        <p>
          <b>This link was used, has expired or never existed.</b> <span className="text-ink-2">Ask an admin for a new one.</span>
        </p>
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </>
    )
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <h1 className="text-lg">{invited ? (invited.purpose === 'JOIN' ? `Welcome, ${invited.name}` : 'A new password') : 'One moment'}</h1>
      <p className="min-h-15 text-ink-2 [overflow-wrap:anywhere]">
        {invited &&
          (invited.purpose === 'JOIN' ? (
            <>
              Choose a password. You sign in with <b>{invited.email}</b>, and others address you as{' '}
              <span className="mono">@{invited.handle}</span>.
            </>
          ) : (
            <>
              {invited.name}, choose a new password. You sign in with <b>{invited.email}</b>. Wherever you are signed in now, you will have
              to sign in again.
            </>
          ))}
      </p>
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
        Set password and sign in
      </Button>
    </form>
  )
}

function useInvited(secret: string) {
  const [invited, setInvited] = useState<Invited | 'gone' | null>(null)
  useEffect(() => {
    void find(secret)
      .then(setInvited)
      .catch(() => {})
  }, [secret])
  return invited
}

async function find(secret: string): Promise<Invited | 'gone' | null> {
  const answer = await fetch(`/api/invitations/accept?secret=${encodeURIComponent(secret)}`)
  const found: unknown = await answer.json()
  if (answer.status === 404) return 'gone'
  return answer.ok ? (found as Invited) : null
}
