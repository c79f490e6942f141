import type { Metadata } from 'next'
import { createLoader } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { address, graphVariables } from '#app/_graph/address.ts'
import { GraphDocument } from '#app/_graph/documents.ts'
import { GraphScreen } from '#app/_graph/graph-screen.tsx'

export const metadata: Metadata = { title: 'Graph' }

const read = createLoader(address)

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const clock = () => Date.now()

export default async function GraphPage({ params, searchParams }: Props) {
  const { key } = await params
  // One moment for both renders: relative dates in the filters are counted from it.
  const now = clock()
  const { handover } = await load(GraphDocument, graphVariables(key, await read(searchParams), now))
  return (
    <Hydrate handovers={[handover]}>
      <GraphScreen project={key} now={now} />
    </Hydrate>
  )
}
