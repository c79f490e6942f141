import type { ReactNode } from 'react'

/** A part of the page: what it is about on the left, what to choose on the right. */
export function Part({ id, title, note, children }: { id: string; title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="my-part">
      <div>
        <h2 id={`${id}-title`} className="text-lg">
          {title}
        </h2>
        <p className="mt-1 max-w-[40ch] text-ink-2">{note}</p>
      </div>
      <div className="grid min-w-0 content-start gap-3">{children}</div>
    </section>
  )
}
