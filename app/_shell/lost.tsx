'use client'
import Link from 'next/link'
import { useEffect, type ReactNode } from 'react'
import { LinkButton } from '#app/_ui/button.tsx'
import { Mark } from '#app/_ui/fascia.tsx'

/** The head where nobody is signed in, or nothing more could be read. */
export function PlainHead() {
  return (
    <header className="fascia items-center">
      <Link href="/" className="flex items-center gap-2 py-2 head">
        <Mark />
        Task Orchestrator
      </Link>
    </header>
  )
}

/** Missing and hidden are the same words on purpose; what was asked for is named, so that a mistyped address shows. */
export function Lost({ asked, children, actions }: { asked?: string; children: ReactNode; actions?: ReactNode }) {
  // The page that is missing has named itself by now.
  useEffect(() => {
    document.title = 'Nothing here · Task Orchestrator'
  }, [])
  return (
    <div className="grid max-w-160 content-start gap-3 px-(--pad-x) py-6">
      <h1 className="subject">Nothing here that you can see.</h1>
      {asked && <p className="mono [overflow-wrap:anywhere] whitespace-normal text-ink-2">{asked}</p>}
      <p className="prose text-ink-2">{children}</p>
      <div className="flex flex-wrap gap-2">
        {actions}
        <LinkButton href="/">Home</LinkButton>
        <LinkButton href="/projects">All projects</LinkButton>
      </div>
    </div>
  )
}
