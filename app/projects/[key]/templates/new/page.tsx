import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { address } from '../address.ts'
import { DraftDocument, TemplateDocument } from '../documents.ts'
import { NewScreen } from '../new-screen.tsx'

export const metadata: Metadata = { title: 'New template' }

const read = createLoader(address)

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<SearchParams>
}

export default async function NewTemplatePage({ params, searchParams }: Props) {
  const project = (await params).key.toUpperCase()
  const { from, tasks, all, people } = await read(searchParams)
  const known = await load(TemplateDocument, { project, template: from ?? '' })
  const draft =
    tasks.length > 0 || all ? await load(DraftDocument, { project, tasks: tasks.length > 0 ? tasks : null, keepAssignees: people }) : null
  return (
    <Hydrate handovers={draft ? [known.handover, draft.handover] : [known.handover]}>
      <NewScreen project={project} />
    </Hydrate>
  )
}
