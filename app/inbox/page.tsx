import { cookies } from 'next/headers'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { InboxDocument } from './documents.ts'
import { InboxScreen } from './inbox-screen.tsx'
import { inboxVariables, reasonOf, viewOf } from './views.ts'

export const metadata = { title: 'Inbox' }

export default async function InboxPage({ searchParams }: { searchParams: Promise<{ view?: string; reason?: string }> }) {
  const asked = await searchParams
  const [view, reason] = [viewOf(asked.view), reasonOf(asked.reason)]
  const { handover } = await load(InboxDocument, inboxVariables(view, reason))
  const last = (await cookies()).get('project')?.value ?? null
  return (
    <Shell project={last}>
      <Hydrate handovers={[handover]}>
        <InboxScreen key={`${view} ${reason}`} view={view} reason={reason} />
      </Hydrate>
    </Shell>
  )
}
