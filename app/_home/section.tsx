'use client'
import type { ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'

interface SectionProps {
  title: string
  count?: ReactNode
  note?: ReactNode
  /** How many rows have arrived since the section stands as it stands. */
  fresh?: number
  onShow?: () => void
  actions?: ReactNode
  children: ReactNode
}

/** A part of home. What arrives is offered in its head, whose height stays, so that nothing moves below. */
export function Section({ title, count, note, fresh = 0, onShow, actions, children }: SectionProps) {
  return (
    <section aria-label={title} className="home-section">
      <div className="home-head">
        <h2 className="text-lg whitespace-nowrap">{title}</h2>
        {count !== undefined && <span className="mono text-ink-2">{count}</span>}
        {note && <span className="min-w-0 truncate text-ink-3">{note}</span>}
        <span className="flex-1" />
        <span role="status">
          {fresh > 0 && (
            <Button variant="bare" icon="down" onPress={onShow}>
              {fresh.toLocaleString('en')} new
            </Button>
          )}
        </span>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** What stands in a part that has nothing to show: as high as a row, what is so, then the way on. */
export function Nothing({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="home-nothing">
      <p className="min-w-0 flex-1">
        <b>{title}</b> <span className="text-ink-2">{children}</span>
      </p>
      {action}
    </div>
  )
}

export function ShowAll({ onPress }: { onPress: (() => void) | null }) {
  return onPress ? (
    <div className="border-b border-joint bg-plate px-(--pad-x) py-1">
      <Button variant="bare" icon="down" onPress={onPress}>
        Show more
      </Button>
    </div>
  ) : (
    <p className="border-b border-joint bg-plate px-(--pad-x) py-2 text-ink-3">There is more; the first 100 are shown.</p>
  )
}
