import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader } from 'nuqs/server'
import { ActivityScreen } from '#app/_activity/activity-screen.tsx'
import { address, filterOf } from '#app/_activity/address.ts'
import { ActivityDocument, KnownActorsDocument } from '#app/_activity/documents.ts'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'

export const metadata: Metadata = { title: 'Activity' }

const read = createLoader(address)

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const { key } = await params
  const filter = filterOf(await read(searchParams))
  const [log, actors] = await Promise.all([load(ActivityDocument, { project: key, first: 50, filter }), load(KnownActorsDocument, {})])
  const { project } = log.data
  if (!project) notFound()
  return (
    <Hydrate handovers={[actors.handover]}>
      <ActivityScreen
        project={{ id: project.id, key: project.key }}
        initial={{ page: project.events, filter: JSON.stringify(filter) }}
        seesOrigin={project.viewerCan.includes('MANAGE_MEMBERS')}
      />
    </Hydrate>
  )
}
