import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { SavedViewsDocument, ShellDocument } from './documents.ts'
import { Frame } from './frame.tsx'

/** Fascia and sidebar around a page, for who is signed in. `project` is the key whose places it names. */
export async function Shell({ project, children }: { project: string | null; children: ReactNode }) {
  const [shell, views] = await Promise.all([load(ShellDocument, {}), project ? load(SavedViewsDocument, { project }) : null])
  if (!shell.data.me) redirect('/sign-in')
  return (
    <Hydrate handovers={views ? [shell.handover, views.handover] : [shell.handover]}>
      <Frame project={project}>{children}</Frame>
    </Hydrate>
  )
}
