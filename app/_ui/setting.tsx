import type { ReactNode } from 'react'

interface Props {
  title: string
  /** What it means. */
  about?: ReactNode
  children: ReactNode
}

/** One thing that can be chosen: what it is at the left, the choice at the right. */
export function Setting({ title, about, children }: Props) {
  return (
    <section className="grid grid-cols-[minmax(0,15rem)_minmax(0,34rem)] gap-x-8 gap-y-2 border-b border-joint px-(--pad-x) py-4 max-sm:grid-cols-1">
      <div>
        <h2 className="text-sm">{title}</h2>
        {about && <p className="mt-0.5 text-ink-2">{about}</p>}
      </div>
      <div className="grid min-w-0 content-start gap-3">{children}</div>
    </section>
  )
}

/** A figure or fact among others: its name, its value, and what is usual. */
export function Fact({ name, value, note }: { name: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="grid grid-cols-[10rem_minmax(0,18rem)_minmax(0,1fr)] items-baseline gap-x-4 border-b border-joint px-(--pad-x) py-2 max-sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-ink-2">{name}</dt>
      <dd className={`mono min-w-0 [overflow-wrap:anywhere] whitespace-normal ${note ? '' : 'sm:col-span-2'}`}>{value}</dd>
      {note && <dd className="text-ink-3 max-sm:col-span-2">{note}</dd>}
    </div>
  )
}
