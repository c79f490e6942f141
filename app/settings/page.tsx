import { cookies } from 'next/headers'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { SettingsDocument } from './documents.ts'
import { SettingsScreen } from './settings-screen.tsx'
import { themeOf } from './theme.ts'

export const metadata = { title: 'My settings' }

export default async function SettingsPage() {
  const { handover } = await load(SettingsDocument, {})
  const kept = await cookies()
  return (
    <Shell project={kept.get('project')?.value ?? null}>
      <Hydrate handovers={[handover]}>
        <SettingsScreen theme={themeOf(kept.get('theme')?.value)} />
      </Hydrate>
    </Shell>
  )
}
