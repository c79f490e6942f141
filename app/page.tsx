import { cookies } from 'next/headers'
import { Hydrate } from './_graphql/provider.tsx'
import { load } from './_graphql/server.ts'
import { atFirst, HomeDocument } from './_home/documents.ts'
import { HomeScreen } from './_home/home-screen.tsx'
import { Shell } from './_shell/shell.tsx'

export const metadata = { title: 'Home' }

export default async function HomePage() {
  const { handover } = await load(HomeDocument, atFirst)
  const last = (await cookies()).get('project')?.value ?? null
  return (
    <Shell project={last}>
      <Hydrate handovers={[handover]}>
        <HomeScreen lastProject={last} />
      </Hydrate>
    </Shell>
  )
}
