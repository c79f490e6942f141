import type { Metadata } from 'next'
import { createLoader } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { NothingHere } from '#app/_ui/states.tsx'
import { address } from './address.ts'
import { AdminScreen } from './admin-screen.tsx'
import { MeDocument } from './documents.ts'
import { PeopleDocument } from './people-documents.ts'

export const metadata: Metadata = { title: 'Administration' }

const read = createLoader(address)

export default async function AdminPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { search, gone } = await read(searchParams)
  const me = await load(MeDocument, {})
  if (!me.data.me?.isAdmin)
    return (
      <Shell project={null}>
        <h1 className="sr-only">Nothing here</h1>
        <NothingHere />
      </Shell>
    )
  const people = await load(PeopleDocument, { search, gone })
  return (
    <Shell project={null}>
      <Hydrate handovers={[me.handover, people.handover]}>
        <AdminScreen me={me.data.me.id} />
      </Hydrate>
    </Shell>
  )
}
