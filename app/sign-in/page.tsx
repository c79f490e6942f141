import { connection } from 'next/server'
import { Door } from '#app/_door/door.tsx'
import { SignInForm } from './sign-in-form.tsx'

export const metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  await connection()
  const { next } = await searchParams
  return (
    <Door title="Sign in">
      <SignInForm next={ownPath(next)} />
    </Door>
  )
}

/** Only a path of this site, so that a link cannot lead from here to somebody else's page. */
function ownPath(next: string | string[] | undefined) {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
