import type { Metadata } from 'next'
import { createLoader } from 'nuqs/server'
import { ActivityDocument } from '#app/_activity/documents.ts'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ActivityScreen } from './activity-screen.tsx'
import { activityVariables, address } from './address.ts'

export const metadata: Metadata = { title: 'Activity' }

const read = createLoader(address)

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const { key } = await params
  const { handover } = await load(ActivityDocument, activityVariables(key, await read(searchParams)))
  return (
    <Hydrate handovers={[handover]}>
      <ActivityScreen project={key} />
    </Hydrate>
  )
}
