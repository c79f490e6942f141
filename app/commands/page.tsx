import { cookies } from 'next/headers'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { CommandsScreen } from '#app/_plugins/commands-screen.tsx'
import { WorkspaceCommandsDocument } from '#app/_plugins/documents.ts'
import { Shell } from '#app/_shell/shell.tsx'

export const metadata = { title: 'Commands' }

export default async function CommandsPage() {
  const { handover } = await load(WorkspaceCommandsDocument, {})
  const last = (await cookies()).get('project')?.value ?? null
  return (
    <Shell project={last}>
      <Hydrate handovers={[handover]}>
        <CommandsScreen project={null} />
      </Hydrate>
    </Shell>
  )
}
