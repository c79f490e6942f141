'use client'
import { useRouter } from 'next/navigation'
import Link from 'next/link'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { REASONS, whenOf, type Reason } from './reasons.ts'
import type { useInbox } from './use-inbox.ts'
import { inboxPath, VIEWS, type View } from './views.ts'

interface InboxToolsProps {
  view: View
  reason: Reason | null
  counts: ReturnType<typeof useInbox>['counts']
  onFinishAll: () => void
}

const ANY = 'any'
const OPTIONS = [{ id: ANY, text: 'All reasons' }, ...REASONS.map((reason) => ({ id: reason as string, text: whenOf(reason) }))]

export function InboxTools({ view, reason, counts, onFinishAll }: InboxToolsProps) {
  const router = useRouter()
  const waiting = counts ? counts.unread + counts.read : 0
  const count = { new: waiting, unread: counts?.unread, read: counts?.read, snoozed: counts?.snoozed, done: null }
  const views = Object.keys(VIEWS) as View[]
  return (
    <>
      <Tools title="Inbox">
        <nav aria-label="Views" className="views">
          {views.map((id) => (
            <Link key={id} href={inboxPath(id, reason)} replace aria-current={id === view ? 'true' : undefined}>
              {VIEWS[id].word}
              {typeof count[id] === 'number' && <span className="mono">{count[id].toLocaleString('en')}</span>}
            </Link>
          ))}
        </nav>
      </Tools>
      <div className="inbox-filter">
        <Select
          label="Reason"
          hideLabel
          options={OPTIONS}
          value={reason ?? ANY}
          onChange={(id) => router.replace(inboxPath(view, REASONS.find((one) => one === id) ?? null))}
          className="min-w-0 flex-1"
        />
        <Button variant="bare" icon="check" isDisabled={waiting === 0} onPress={onFinishAll}>
          Mark all as done
        </Button>
      </div>
    </>
  )
}
