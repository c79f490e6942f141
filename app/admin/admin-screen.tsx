'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { LinkButton } from '#app/_ui/button.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Tabs } from '#app/_ui/tabs.tsx'
import { address, TABS, type Tab } from './address.ts'
import { Agents } from './agents.tsx'
import { Health } from './health.tsx'
import { Invitations } from './invitations.tsx'
import { People } from './people.tsx'

const Plugins = dynamic(() => import('./plugins.tsx').then((file) => file.Plugins), { ssr: false })

export function AdminScreen({ me }: { me: string }) {
  const [{ tab }] = useQueryStates(address)
  return (
    <>
      <Tools title="Administration">
        <Tabs label="Administration" tabs={TABS} current={tab} href={(id) => (id === 'people' ? '/admin' : `/admin?tab=${id}`)} />
        <span className="flex-1" />
        <LinkButton href="/admin/activity" variant="bare" icon="activity">
          Activity
        </LinkButton>
      </Tools>
      <Part tab={tab} me={me} />
    </>
  )
}

function Part({ tab, me }: { tab: Tab; me: string }) {
  switch (tab) {
    case 'people':
      return <People me={me} />
    case 'invitations':
      return <Invitations />
    case 'agents':
      return <Agents />
    case 'plugins':
      return <Plugins />
    case 'health':
      return <Health />
    default:
      return tab satisfies never
  }
}
