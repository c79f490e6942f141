'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { address } from './address.ts'
import { PeopleDocument, type Person } from './people-documents.ts'
import { PersonRow } from './person-row.tsx'

const Deactivate = dynamic(() => import('./deactivate.tsx').then((file) => file.Deactivate), { ssr: false })
const ResetLink = dynamic(() => import('./reset-link.tsx').then((file) => file.ResetLink), { ssr: false })
const Invite = dynamic(() => import('./invite.tsx').then((file) => file.Invite), { ssr: false })

type Asking = { act: 'deactivate' | 'reset'; person: Person } | { act: 'invite'; person?: Person }

export function People({ me }: { me: string }) {
  const [{ search, gone }, setAsked] = useQueryStates(address)
  const [{ data, error, stale }, read] = useQuery({ query: PeopleDocument, variables: { search, gone } })
  const [asking, setAsking] = useState<Asking | null>(null)
  const people = data?.people ?? []
  const admins = people.filter(({ actor }) => actor.isAdmin && !actor.retiredAt).length
  const readAgain = () => read({ requestPolicy: 'network-only' })
  return (
    <>
      <div className="flex flex-wrap items-end gap-2 border-b border-joint px-(--pad-x) py-3">
        <TextField
          label="Find a person"
          hint="Name, handle or address."
          className="w-80 max-sm:w-full"
          value={search}
          onChange={(text) => void setAsked({ search: text || null }, { throttleMs: 300 })}
        />
        <span className="flex-1" />
        <Button aria-pressed={gone} onPress={() => void setAsked({ gone: gone ? null : true })}>
          Show deactivated
        </Button>
        <Button variant="primary" icon="plus" onPress={() => setAsking({ act: 'invite' })}>
          Invite a person
        </Button>
      </div>
      {!data && !error && <Skeleton rows={4} label="Loading people" />}
      {!data && error && (
        <ErrorState title="The people did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {data && people.length === 0 && !stale && (
        <EmptyState
          title={`Nobody fits “${search}”.`}
          actions={<Button onPress={() => void setAsked({ search: null })}>Show everybody</Button>}
        />
      )}
      <ul aria-label="People">
        {people.map((person) => (
          <PersonRow
            key={person.actor.id}
            person={person}
            isMe={person.actor.id === me}
            isOnlyAdmin={person.actor.isAdmin && admins === 1 && !search}
            onChanged={readAgain}
            onDeactivate={() => setAsking({ act: 'deactivate', person })}
            onReset={() => setAsking({ act: 'reset', person })}
            onInvite={() => setAsking({ act: 'invite', person })}
          />
        ))}
      </ul>
      {asking?.act === 'deactivate' && <Deactivate person={asking.person} onClose={() => setAsking(null)} onChanged={readAgain} />}
      {asking?.act === 'reset' && <ResetLink person={asking.person} onClose={() => setAsking(null)} />}
      {asking?.act === 'invite' && (
        <Invite
          {...(asking.person && { again: { ...asking.person.actor, email: '' } })}
          onClose={() => setAsking(null)}
          onInvited={() => undefined}
        />
      )}
    </>
  )
}
