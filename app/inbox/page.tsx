import { cookies } from 'next/headers'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { InboxDocument } from './documents.ts'
import { InboxScreen } from './inbox-screen.tsx'
import { inboxVariables, viewOf } from './views.ts'

export const metadata = { title: 'Inbox' }

export default async function InboxPage({ searchParams }: { searchParams: Promise<{ view?: string }> }) {
  const view = viewOf((await searchParams).view)
  const { handover } = await load(InboxDocument, inboxVariables(view))
  const last = (await cookies()).get('project')?.value ?? null
  return (
    <Shell project={last}>
      <Hydrate handovers={[handover]}>
        <InboxScreen key={view} view={view} />
      </Hydrate>
    </Shell>
  )
}
