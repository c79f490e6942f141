import type { ReactNode } from 'react'

interface Props {
  title: string
  count?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function Section({ title, count, actions, children }: Props) {
  return (
    <section className="mt-5.5 min-w-0">
      <div className="section-head">
        <h2 className="text-sm">{title}</h2>
        {count !== undefined && <span className="mono text-ink-2">{count}</span>}
        <span className="flex-1" />
        {actions}
      </div>
      {children}
    </section>
  )
}

/** The same on the side panel: a plate label. */
export function SideHead({ title, count, actions }: { title: string; count?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mb-2 flex min-h-5 items-center gap-2">
      <h2 className="cap">{title}</h2>
      <span className="flex-1" />
      {count !== undefined && <span className="text-ink-3">{count}</span>}
      {actions}
    </div>
  )
}
