'use client'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Appearance } from './appearance.tsx'
import { SettingsDocument } from './documents.ts'
import { Password } from './password.tsx'
import { Profile } from './profile.tsx'
import { Reasons } from './reasons.tsx'
import { Sessions } from './sessions.tsx'
import { ShortcutSetting } from './shortcut-setting.tsx'
import type { Theme } from './theme.ts'

const PARTS = {
  profile: 'Profile',
  appearance: 'Appearance',
  shortcuts: 'Shortcuts',
  inbox: 'Inbox',
  password: 'Password',
  sessions: 'Sessions',
}

/** What a person chooses for themselves. Each change is kept as it is made. */
export function SettingsScreen({ theme }: { theme: Theme }) {
  const [{ data, fetching, error }, read] = useQuery({ query: SettingsDocument })
  const again = <Button onPress={() => read({ requestPolicy: 'network-only' })}>Try again</Button>
  return (
    <>
      <Tools title="My settings">
        <nav aria-label="Parts of this page" className="views">
          {Object.entries(PARTS).map(([id, word]) => (
            <a key={id} href={`#${id}`}>
              {word}
            </a>
          ))}
        </nav>
      </Tools>
      {error && !data && (
        <ErrorState title="Your settings did not load." retry={again}>
          {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
        </ErrorState>
      )}
      {fetching && !data && <Skeleton label="Loading your settings" />}
      {data?.me && (
        <div className="my-settings">
          <Profile me={data.me} />
          <Appearance atFirst={theme} />
          <ShortcutSetting isOn={data.preference.shortcuts} />
          <Reasons muted={data.preference.mutedReasons} mutable={data.preference.mutableReasons} />
          <Password />
          <Sessions />
        </div>
      )}
    </>
  )
}
