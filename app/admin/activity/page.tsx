import type { Metadata } from 'next'
import { createLoader } from 'nuqs/server'
import { ActivityScreen } from '#app/_activity/activity-screen.tsx'
import { address, filterOf } from '#app/_activity/address.ts'
import { KnownActorsDocument, WorkspaceActivityDocument } from '#app/_activity/documents.ts'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { NothingHere } from '#app/_ui/states.tsx'

export const metadata: Metadata = { title: 'Workspace activity' }

const read = createLoader(address)

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Those who are no admin see the same as for a page that does not exist. */
export default async function WorkspaceActivityPage({ searchParams }: Props) {
  const filter = filterOf(await read(searchParams))
  const [log, actors] = await Promise.all([load(WorkspaceActivityDocument, { first: 50, filter }), load(KnownActorsDocument, {})])
  const page = log.data.workspaceEvents
  return (
    <Shell project={null}>
      {page ? (
        <Hydrate handovers={[actors.handover]}>
          <ActivityScreen project={null} initial={{ page, filter: JSON.stringify(filter) }} seesOrigin />
        </Hydrate>
      ) : (
        <>
          <h1 className="sr-only">Nothing here</h1>
          <NothingHere />
        </>
      )}
    </Shell>
  )
}
