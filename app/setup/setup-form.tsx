'use client'
import { useEffect, useState } from 'react'
import { handleFrom } from '#app/admin/handle-from.ts'
import { usePost } from '#app/_door/use-post.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'

interface SetupState {
  needed: boolean
  codeNeeded: boolean
}

export function SetupForm() {
  const state = useSetupState()
  const [handle, setHandle] = useState<string | null>(null)
  const [name, setName] = useState('')
  const { onSubmit, refused, isPending } = usePost('/api/setup', () => window.location.assign('/'))
  if (state?.needed === false || refused?.status === 409) return <Done />
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <p className="text-ink-2">Nobody can sign in yet. This account may do everything and can invite others.</p>
      {refused && <Call signal="stop" title={refused.message} />}
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        value={name}
        onChange={setName}
        error={refused?.fields.name}
        isRequired
        autoFocus
      />
      <TextField
        label="Handle"
        name="handle"
        mono
        autoComplete="off"
        value={handle ?? handleFrom(name)}
        onChange={setHandle}
        hint="How others address you: small letters, digits, dots and dashes."
        error={refused?.fields.handle}
        isRequired
      />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" error={refused?.fields.email} isRequired />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters."
        minLength={8}
        error={refused?.fields.password}
        isRequired
      />
      {state?.codeNeeded && (
        <TextField
          label="Set-up code"
          name="code"
          mono
          autoComplete="one-time-code"
          hint="The server printed it when it started."
          error={refused?.fields.code}
          isRequired
        />
      )}
      <Button type="submit" variant="primary" isPending={isPending}>
        Make admin and sign in
      </Button>
    </form>
  )
}

function Done() {
  return (
    <>
      <p>
        <b>This is done already.</b> <span className="text-ink-2">The first admin exists; others come by invitation.</span>
      </p>
      <LinkButton href="/sign-in" variant="primary">
        Sign in
      </LinkButton>
    </>
  )
}

function useSetupState() {
  const [state, setState] = useState<SetupState | null>(null)
  useEffect(() => {
    void fetch('/api/setup')
      .then((answer): Promise<SetupState> => answer.json())
      .then(setState)
      .catch(() => {})
  }, [])
  return state
}
