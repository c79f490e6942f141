import type { Metadata } from 'next'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { SettingsDocument } from './documents.ts'
import { SettingsScreen } from './settings-screen.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params
  const { handover } = await load(SettingsDocument, { project: key })
  return (
    <Hydrate handovers={[handover]}>
      <SettingsScreen project={key} />
    </Hydrate>
  )
}
