import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ShellDocument } from './documents.ts'
import { Frame } from './frame.tsx'

/** The fascia around a page, for who is signed in. `project` is the key whose places it names. */
export async function Shell({ project, children }: { project: string | null; children: ReactNode }) {
  const { data, handover } = await load(ShellDocument, {})
  if (!data.me) redirect('/sign-in')
  return (
    <Hydrate handovers={[handover]}>
      <Frame project={project}>{children}</Frame>
    </Hydrate>
  )
}
