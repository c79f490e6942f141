import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

type Signal = 'stop' | 'caution' | 'clear' | 'occupied'

const CALL: Record<Signal, string> = {
  stop: 'border-stop-lamp bg-stop-tint',
  caution: 'border-caution-lamp bg-caution-tint',
  clear: 'border-clear-lamp bg-clear-tint',
  occupied: 'border-occupied-lamp bg-occupied-tint',
}

/** A field with a bar in a signal's colour: a refusal, a warning. The words say what it is. */
export function Call({
  signal,
  title,
  children,
  className = '',
}: {
  signal: Signal
  title?: string
  children?: ReactNode
  className?: string
}) {
  return (
    <div
      role={signal === 'stop' ? 'alert' : undefined}
      className={`border-l-3 px-3 py-2.5 [overflow-wrap:anywhere] ${CALL[signal]} ${className}`}
    >
      {title && <b>{title}</b>} {children}
    </div>
  )
}

/** The system speaks: connection lost, data stale. */
export function Banner({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div role="status" className="flex items-center gap-2.5 border-l-3 border-caution-lamp bg-caution-tint px-3 py-2">
      <Icon name="warning" className="text-caution-lamp" />
      <span className="min-w-0 flex-1">
        <b>{title}</b> {children}
      </span>
      {action}
    </div>
  )
}

/** First use or nothing left by a filter: what is so, then the ways on. */
export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="grid max-w-140 gap-3 px-(--pad-x) py-5">
      <p>
        <b>{title}</b> <span className="text-ink-2">{children}</span>
      </p>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}

interface ErrorStateProps {
  /** What failed: "The list did not load." */
  title: string
  children?: ReactNode
  retry?: ReactNode
  requestId?: string | null
}

export function ErrorState({ title, children, retry, requestId }: ErrorStateProps) {
  return (
    <div className="px-(--pad-x) py-4">
      <Call signal="stop" title={title}>
        {children}
        {(retry || requestId) && (
          <div className="mt-2 flex flex-wrap items-center gap-3">
            {retry}
            {requestId && <span className="mono text-ink-2">request {requestId}</span>}
          </div>
        )}
      </Call>
    </div>
  )
}

/** Missing and hidden are the same words on purpose. */
export function NothingHere({ what = 'page' }: { what?: string }) {
  return <EmptyState title="Nothing here that you can see.">The {what} does not exist, or you are not a member of its project.</EmptyState>
}

const WIDTHS = ['58%', '44%', '66%', '38%', '52%', '61%', '35%', '48%']

/** Plates of the final shape, still, after 200 ms. */
export function Skeleton({ rows = 6, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-busy="true" aria-label={label} className="late">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-(--row) items-center gap-2 border-b border-joint bg-plate px-(--pad-x)">
          <span className="size-4 bg-joint" />
          <span className="h-2.5 w-13 bg-joint" />
          <span className="h-2.5 bg-joint" style={{ width: WIDTHS[row % WIDTHS.length] }} />
        </div>
      ))}
    </div>
  )
}
