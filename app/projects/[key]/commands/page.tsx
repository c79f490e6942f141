import type { Metadata } from 'next'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { CommandsScreen } from '#app/_plugins/commands-screen.tsx'
import { ProjectCommandsDocument } from '#app/_plugins/documents.ts'

interface Props {
  params: Promise<{ key: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Commands of ${(await params).key.toUpperCase()}` }
}

export default async function ProjectCommandsPage({ params }: Props) {
  const project = (await params).key.toUpperCase()
  const { handover } = await load(ProjectCommandsDocument, { project })
  return (
    <Hydrate handovers={[handover]}>
      <CommandsScreen project={project} />
    </Hydrate>
  )
}
