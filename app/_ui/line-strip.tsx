import Link from 'next/link'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { STATUS, STATUSES, StatusMark, type TaskStatus } from './status.tsx'

export interface Counts {
  pending: number
  blocked: number
  inProgress: number
  completed: number
  cancelled: number
}
export interface Station {
  key: string
  title: string
  href: string
  status: TaskStatus
  /** Relative length, such as hours. */
  length: number
  isCurrent?: boolean
}

const COUNT: Record<TaskStatus, keyof Counts> = {
  IN_PROGRESS: 'inProgress',
  PENDING: 'pending',
  BLOCKED: 'blocked',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
}

/** Under the fascia of every project page: a line of stations, or of how the work divides, and the lamps. */
export function LineStrip({
  caption,
  sum,
  counts,
  stations,
  more = 0,
}: {
  caption: string
  sum: ReactNode
  counts: Counts
  stations?: Station[]
  /** Stations beyond those that are shown. */
  more?: number
}) {
  return (
    <section className="line" aria-label={caption}>
      <div className="grid gap-[3px] max-sm:flex max-sm:items-baseline max-sm:gap-2">
        <span className="cap flex items-center gap-1.5">
          <Icon name={stations?.length ? 'critical-path' : 'progress'} size={12} /> {caption}
        </span>
        <span className="truncate">{sum}</span>
      </div>
      {stations?.length ? <Stations stations={stations} more={more} /> : <Division counts={counts} />}
      <div className="lamps">
        {STATUSES.slice(0, 4).map((status) => (
          <span key={status} className="inline-flex items-center gap-1.5 whitespace-nowrap" title={STATUS[status].word}>
            <StatusMark status={status} />
            <b className="mono">{counts[COUNT[status]].toLocaleString('en')}</b>
          </span>
        ))}
      </div>
    </section>
  )
}

function Stations({ stations, more }: { stations: Station[]; more: number }) {
  return (
    <div className="track">
      {stations.map(({ key, title, href, status, length, isCurrent }) => (
        <Link
          key={key}
          href={href}
          className="station"
          data-status={status}
          aria-current={isCurrent ? 'true' : undefined}
          style={{ flex: Math.max(1, length) }}
        >
          <StatusMark status={status} />
          <span className="mono truncate">{key}</span>
          <span className="truncate text-ink-2">{title}</span>
        </Link>
      ))}
      {more > 0 && <span className="mono self-start pl-2 text-ink-3">+{more.toLocaleString('en')}</span>}
    </div>
  )
}

function Division({ counts }: { counts: Counts }) {
  const parts = (['COMPLETED', 'IN_PROGRESS', 'PENDING', 'BLOCKED'] as const).filter((status) => counts[COUNT[status]] > 0)
  if (!parts.length) return null
  return (
    <div className="division" aria-hidden>
      {parts.map((status) => (
        <i key={status} data-status={status} style={{ flexGrow: counts[COUNT[status]] }}>
          <StatusMark status={status} />
        </i>
      ))}
    </div>
  )
}
