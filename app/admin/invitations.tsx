'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { GroupHead } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Ago, shortAge, useNow } from '#app/_ui/time.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { InvitationsDocument, RevokeInvitationDocument, type Invitation } from './invitation-documents.ts'

const Invite = dynamic(() => import('./invite.tsx').then((file) => file.Invite), { ssr: false })

const GROUPS = [
  { state: 'OPEN', title: 'Open', note: 'the link is good' },
  { state: 'USED', title: 'Used', note: 'the person has joined' },
  { state: 'EXPIRED', title: 'Expired', note: 'nobody used it within 7 days' },
  { state: 'REVOKED', title: 'Taken back', note: 'by an admin, or because a newer link took its place' },
] as const

export function Invitations() {
  const [{ data, error }, read] = useQuery({ query: InvitationsDocument, requestPolicy: 'cache-and-network' })
  const [asking, setAsking] = useState<{ act: 'invite'; again?: Invitation } | { act: 'revoke'; one: Invitation } | null>(null)
  const revoke = useAct(RevokeInvitationDocument)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const all = data?.invitations ?? []
  const invite = (
    <Button variant="primary" icon="plus" onPress={() => setAsking({ act: 'invite' })}>
      Invite a person
    </Button>
  )

  async function end(one: Invitation) {
    const result = unlessRefused(await revoke({ invitation: one.id }))
    readAgain()
    if (!result) return false
    tell(`The invitation of ${one.name} is taken back`)
    return true
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-b border-joint px-(--pad-x) py-3">
        {invite}
        <span className="text-ink-2">A link that you hand on yourself; no mail is sent.</span>
      </div>
      {!data && !error && <Skeleton rows={4} label="Loading invitations" />}
      {!data && error && (
        <ErrorState title="The invitations did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {data && all.length === 0 && (
        <EmptyState title="Nobody was invited yet.">Each person gets a link with which they set a password.</EmptyState>
      )}
      {GROUPS.map(({ state, title, note }) => {
        const own = all.filter((one) => one.state === state)
        if (own.length === 0) return null
        return (
          <section key={state} aria-label={title}>
            <GroupHead title={title} count={own.length} note={note} />
            <ul>
              {own.map((one) => (
                <li
                  key={one.id}
                  className="grid min-h-11 grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1.4fr)_13rem] items-center gap-x-4 border-b border-joint bg-plate px-(--pad-x) py-1.5 max-wide:grid-cols-1"
                >
                  <span className="min-w-0 [overflow-wrap:anywhere]">
                    {one.name} <span className="mono text-ink-3">@{one.handle}</span>
                    {one.isAdmin && <b> Admin</b>}
                  </span>
                  <span className="min-w-0 [overflow-wrap:anywhere]">{one.email}</span>
                  <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 text-ink-2">
                    <span>
                      made <Ago at={one.createdAt} /> ago by
                    </span>
                    {one.createdBy ? <ActorName actor={one.createdBy} /> : 'a command'}
                    <End of={one} />
                  </span>
                  <span className="flex justify-end gap-1 max-wide:justify-start">
                    {state !== 'USED' && (
                      <Button
                        variant="bare"
                        aria-label={`New link for ${one.name}`}
                        onPress={() => setAsking({ act: 'invite', again: one })}
                      >
                        New link
                      </Button>
                    )}
                    {state === 'OPEN' && (
                      <Button
                        variant="bare"
                        className="text-stop-ink"
                        aria-label={`Take back the invitation of ${one.name}`}
                        onPress={() => setAsking({ act: 'revoke', one })}
                      >
                        Take back
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      {asking?.act === 'invite' && <Invite again={asking.again} onClose={() => setAsking(null)} onInvited={readAgain} />}
      {asking?.act === 'revoke' && (
        <Confirm
          title={`Take back the invitation of ${asking.one.name}`}
          action="Take back"
          onConfirm={() => end(asking.one)}
          onClose={() => setAsking(null)}
        >
          <p>The link of {asking.one.email} ends. You can make a new one at any time.</p>
        </Confirm>
      )}
    </>
  )
}

function End({ of: { state, expiresAt, usedAt } }: { of: Invitation }) {
  const now = useNow(60_000)
  if (state === 'OPEN') return <span suppressHydrationWarning>, good for {shortAge((Date.parse(expiresAt) - now) / 1000)}</span>
  return (
    <span>
      , {state === 'USED' ? 'used' : 'ended'} <Ago at={usedAt ?? expiresAt} /> ago
    </span>
  )
}
