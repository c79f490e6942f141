'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { usePost } from '#app/_door/use-post.ts'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'

export function SignInForm({ next }: { next: string }) {
  useSetupFirst()
  const { onSubmit, refused, isPending } = usePost('/api/auth/sign-in/email', () => window.location.assign(next))
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      {refused && <Call signal="stop" title={refused.status === 401 ? 'E-mail or password is wrong.' : refused.message} />}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" isRequired />
      <Button type="submit" variant="primary" isPending={isPending}>
        Sign in
      </Button>
      <p className="text-ink-2">No account? Ask an admin for an invitation.</p>
    </form>
  )
}

/** While no person exists there is nobody to sign in. */
function useSetupFirst() {
  const router = useRouter()
  useEffect(() => {
    void fetch('/api/setup')
      .then((answer): Promise<{ needed?: boolean }> => answer.json())
      .then(({ needed }) => needed && router.replace('/setup'))
      .catch(() => {})
  }, [router])
}
