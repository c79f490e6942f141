'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { LeaseBar, LeaseClock, clock, leaseLeft, spokenTime } from '#app/_graph/lease.tsx'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Ago, useNow } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { SideHead } from './section.tsx'

const TakeOverDialog = dynamic(() => import('./take-over-dialog.tsx').then((file) => file.TakeOverDialog), { ssr: false })

interface PanelProps {
  task: Task
  people: Assignable[]
  readAgain: () => void
}

const ORDINAL = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** Who holds the task, under which fence, and how long still. */
export function ClaimPanel({ task, people, readAgain }: PanelProps) {
  const claim = openClaim(task)
  if (!claim) return <Unclaimed task={task} />
  return (
    <section id="claim">
      <div className="mb-2 flex items-center gap-2">
        <Icon name="claim" className="text-ink-2" />
        <h2 className="cap">Claimed</h2>
        <span className="ml-auto text-ink-3" suppressHydrationWarning>
          since {timeOf(claim.leasedAt)}
        </span>
      </div>
      <Dial claim={claim} count={task.claims.length} />
      <div className="mt-3 flex flex-wrap items-center gap-2 border-t border-joint pt-3">
        <ActorName actor={claim.holder} />
        {claim.holder.kind === 'AGENT' && <PresenceMark presence={claim.holder.presence} />}
        <span className="flex-1" />
        <ClaimActs task={task} people={people} readAgain={readAgain} />
      </div>
    </section>
  )
}

function ClaimActs({ task, people, readAgain }: PanelProps) {
  const acts = useTaskActs()
  const [isTaking, setTaking] = useState(false)
  const canTake = task.viewerCan.includes('TAKE_OVER')
  useCommands(canTake ? [{ id: 'take over', title: 'Take over its claim', group: 'Task', icon: 'claim', run: () => setTaking(true) }] : [])
  return (
    <>
      {task.viewerCan.includes('RELEASE_CLAIM') && (
        <Button icon="undo" onPress={() => void acts.release(task).then(readAgain)}>
          Release
        </Button>
      )}
      {canTake && (
        <Button icon="claim" variant="stop" onPress={() => setTaking(true)}>
          Take over…
        </Button>
      )}
      {isTaking && <TakeOverDialog task={task} people={people} onClose={() => setTaking(false)} onDone={readAgain} />}
    </>
  )
}

function Unclaimed({ task }: { task: Task }) {
  if (task.status !== 'IN_PROGRESS') return null
  return (
    <section id="claim">
      <SideHead title="In progress" />
      <div className="flex flex-wrap items-center gap-2">
        {task.assignee ? <ActorName actor={task.assignee} /> : <span>Nobody</span>}
        <span className="text-ink-2">works on it without a lease</span>
        {task.startedAt && <Ago at={task.startedAt} className="text-ink-3" />}
      </div>
    </section>
  )
}

type Claim = Task['claims'][number]

function Dial({ claim, count }: { claim: Claim; count: number }) {
  const { seconds, share, isSoon, isOver } = leaseLeft(claim, useNow(1000))
  const minutes = Math.max(1, Math.round((Date.parse(claim.expiresAt) - Date.parse(claim.leasedAt)) / 60_000))
  const color = isOver ? 'text-stop-ink' : isSoon ? 'text-caution-ink' : ''
  return (
    <>
      <div className="flex items-end justify-between gap-3">
        <div>
          <div
            role="timer"
            aria-label={isOver ? 'The lease has run out' : `${spokenTime(seconds)} left`}
            className={`dial ${color}`}
            suppressHydrationWarning
          >
            {isOver ? <Icon name="expired" size={28} /> : clock(seconds)}
          </div>
          <div className="mt-1 text-ink-2">{isOver ? 'run out' : `left of ${minutes} min`}</div>
        </div>
        <div className="text-right">
          <span className="fence mono strong">Fence {claim.fence}</span>
          <div className="mt-1.25 text-ink-3">{ORDINAL[count - 1] ?? `${count}th`} claim of this task</div>
        </div>
      </div>
      <Rule share={share} isSoon={isSoon} minutes={minutes} />
    </>
  )
}

const LEFT = 6
const WIDTH = 328

/** The lease as a rule: what is left runs to the right end, its last fifth underlined. */
function Rule({ share, isSoon, minutes }: { share: number; isSoon: boolean; minutes: number }) {
  const at = LEFT + WIDTH * (1 - share)
  const ticks = Array.from({ length: 16 }, (_, index) => index)
  return (
    <svg className="lease-rule" viewBox="0 8 340 40" aria-hidden suppressHydrationWarning>
      <rect x={LEFT} y="13" width={WIDTH} height="9" fill="var(--well)" stroke="var(--joint-2)" />
      <rect
        x={at}
        y="13"
        width={WIDTH * share}
        height="9"
        fill={isSoon ? 'var(--caution-lamp)' : 'var(--occupied-lamp)'}
        suppressHydrationWarning
      />
      <rect x={LEFT + WIDTH * 0.8} y="22" width={WIDTH * 0.2} height="2.5" fill="var(--caution-lamp)" />
      <path d={`M${at} 9v16`} stroke="var(--ink)" strokeWidth="2.5" suppressHydrationWarning />
      {ticks.map((tick) => (
        <path key={tick} d={`M${LEFT + (WIDTH * tick) / 15} 24v${tick % 5 === 0 ? 10 : 5}`} stroke="var(--ink-3)" strokeWidth="1.25" />
      ))}
      <text x={LEFT} y="46" fill="var(--ink-3)">
        {minutes} min
      </text>
      <text x={LEFT + WIDTH} y="46" textAnchor="end" fill="var(--ink-3)">
        0
      </text>
    </svg>
  )
}

/** The same in one line at the top of a phone. */
export function ClaimBar({ task }: { task: Task }) {
  const claim = openClaim(task)
  if (!claim) return null
  return (
    <a
      href="#claim"
      className="mt-3 hidden items-center gap-2.5 border border-l-3 border-joint-2 border-l-occupied-lamp bg-plate px-3 py-2.5 max-sm:flex"
    >
      <ActorName actor={claim.holder} />
      <span className="flex-1" />
      <LeaseClock lease={claim} />
      <LeaseBar lease={claim} className="h-1.5 w-14 bg-well" />
      <span className="mono text-ink-2">fence {claim.fence}</span>
    </a>
  )
}

/** The row's claim is renewed live; the list of claims is read with the page. */
function openClaim(task: Task): Claim | null {
  const claim = task.status === 'IN_PROGRESS' ? task.claim : null
  const known = claim && task.claims.find(({ id }) => id === claim.id)
  return known ? { ...known, expiresAt: claim.expiresAt } : null
}

const timeOf = (at: string) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
