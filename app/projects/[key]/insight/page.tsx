import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ChoicesDocument } from '../tasks/documents.ts'
import { insightParams, spanOf } from './address.ts'
import { ActorInsightDocument, ProjectInsightDocument } from './documents.ts'
import { InsightScreen } from './insight-screen.tsx'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<SearchParams>
}

const read = createLoader(insightParams)
const clock = () => new Date()

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Insight into ${(await params).key.toUpperCase()}` }
}

export default async function InsightPage({ params, searchParams }: Props) {
  const project = (await params).key.toUpperCase()
  const state = await read(searchParams)
  // Handed on, so that the browser asks for the same days.
  const today = clock().toISOString().slice(0, 10)
  const { from, to } = spanOf(state, today)
  const [figures, choices] = await Promise.all([
    state.actor
      ? load(ActorInsightDocument, { actor: state.actor, project, from, to })
      : load(ProjectInsightDocument, { project, from, to }),
    load(ChoicesDocument, { project }),
  ])
  return (
    <Hydrate handovers={[figures.handover, choices.handover]}>
      <InsightScreen project={project} today={today} />
    </Hydrate>
  )
}
