import Link from 'next/link'
import { connection } from 'next/server'
import { LinkButton } from './_ui/button.tsx'
import { Mark } from './_ui/fascia.tsx'

export const metadata = { title: 'Nothing here' }

export default async function NotFound() {
  await connection()
  return (
    <>
      <header className="fascia items-center">
        <Link href="/" className="flex items-center gap-2 head">
          <Mark />
          Task Orchestrator
        </Link>
      </header>
      <main className="grid content-start justify-items-start gap-3 px-(--pad-x) py-6">
        <h1 className="subject">Nothing here that you can see.</h1>
        <p className="prose text-ink-2">The page does not exist, or you are not a member of its project.</p>
        <LinkButton href="/projects">All projects</LinkButton>
      </main>
    </>
  )
}
