import { cookies } from 'next/headers'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { ImportChoicesDocument } from './documents.ts'
import { ImportScreen } from './import-screen.tsx'

export const metadata = { title: 'Import' }

export default async function ImportPage() {
  const { handover } = await load(ImportChoicesDocument, {})
  const last = (await cookies()).get('project')?.value ?? null
  return (
    <Shell project={last}>
      <Hydrate handovers={[handover]}>
        <ImportScreen />
      </Hydrate>
    </Shell>
  )
}
