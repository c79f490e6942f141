import type { Metadata } from 'next'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { TemplatesDocument } from './documents.ts'
import { TemplatesScreen } from './templates-screen.tsx'

export const metadata: Metadata = { title: 'Templates' }

export default async function TemplatesPage({ params }: { params: Promise<{ key: string }> }) {
  const project = (await params).key.toUpperCase()
  const { handover } = await load(TemplatesDocument, { project })
  return (
    <Hydrate handovers={[handover]}>
      <TemplatesScreen project={project} />
    </Hydrate>
  )
}
