'use client'
import { useRef, useState, type FormEvent } from 'react'
import { post, type Refused } from '#app/_door/post.ts'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { Part } from './part.tsx'
import { sessionsChanged, useEmail } from './use-sessions.ts'

const LEAST = 8

/** A new password ends every other session, so that whoever knew the old one is out. */
export function Password() {
  const form = useRef<HTMLFormElement>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [isPending, setPending] = useState(false)
  const email = useEmail()
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { currentPassword, newPassword } = Object.fromEntries(new FormData(event.currentTarget))
    setPending(true)
    const answer = await post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
    setPending(false)
    setRefused(answer)
    if (answer) return
    form.current?.reset()
    sessionsChanged()
    tell('The password is changed', { detail: 'Your other sessions have ended.' })
  }
  return (
    <Part id="password" title="Password" note="A new password ends all your other sessions.">
      <form ref={form} className="grid max-w-80 gap-3" onSubmit={(event) => void submit(event)}>
        {refused && <Call signal="stop" title={refused.message} />}
        {/* Nobody fills it in: it tells a password manager whose password it keeps. */}
        <input type="text" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden className="sr-only" />
        <TextField label="Current password" name="currentPassword" type="password" autoComplete="current-password" isRequired />
        <TextField
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          minLength={LEAST}
          maxLength={128}
          hint={`At least ${LEAST} characters.`}
          isRequired
        />
        <div>
          <Button type="submit" isPending={isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Part>
  )
}
