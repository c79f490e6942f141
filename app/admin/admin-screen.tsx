'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { Suspense } from 'react'
import { Tools } from '#app/_ui/list.tsx'
import { Skeleton } from '#app/_ui/states.tsx'
import { Tabs } from '#app/_ui/tabs.tsx'
import { address, TABS, type Tab } from './address.ts'
import { People } from './people.tsx'

const Invitations = dynamic(() => import('./invitations.tsx').then((file) => file.Invitations))
const Agents = dynamic(() => import('./agents.tsx').then((file) => file.Agents))
const Health = dynamic(() => import('./health.tsx').then((file) => file.Health))

export function AdminScreen({ me }: { me: string }) {
  const [{ tab }] = useQueryStates(address)
  return (
    <>
      <Tools title="Administration">
        <Tabs label="Administration" tabs={TABS} current={tab} href={(id) => (id === 'people' ? '/admin' : `/admin?tab=${id}`)} />
      </Tools>
      <Suspense fallback={<Skeleton rows={4} />}>
        <Part tab={tab} me={me} />
      </Suspense>
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
    case 'health':
      return <Health />
    default:
      return tab satisfies never
  }
}
