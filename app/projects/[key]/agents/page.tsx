import type { Metadata } from 'next'
import { createLoader } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { address } from './address.ts'
import { AgentsScreen } from './agents-screen.tsx'
import { AgentsDocument, ReadyDocument } from './documents.ts'
import { FiguresDocument, figuresSince } from './figures-documents.ts'

export const metadata: Metadata = { title: 'Agents' }

const read = createLoader(address)

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AgentsPage({ params, searchParams }: Props) {
  const { key } = await params
  const { retired } = await read(searchParams)
  const since = figuresSince()
  const [agents, ready, figures] = await Promise.all([
    load(AgentsDocument, { project: key, includeRetired: retired }),
    load(ReadyDocument, { project: key }),
    load(FiguresDocument, { project: key, since }),
  ])
  return (
    <Hydrate handovers={[agents.handover, ready.handover, figures.handover]}>
      <AgentsScreen project={key} since={since} />
    </Hydrate>
  )
}
