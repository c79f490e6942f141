import type { ReactNode } from 'react'
import { Mark } from '#app/_ui/fascia.tsx'

/** The plate in front of the product: set-up, sign-in, invitation. */
export function Door({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <main className="grid flex-1 place-content-center justify-items-stretch px-4 py-8 [grid-template-columns:minmax(0,23rem)]">
      <div className="flex items-center gap-2.5 rounded-t-1 bg-fascia px-4 py-3 text-fascia-ink">
        <Mark />
        <span className="head">Task Orchestrator</span>
      </div>
      <div className="grid gap-4 border border-t-0 border-joint-2 bg-plate p-4">
        {title && <h1 className="text-lg">{title}</h1>}
        {children}
      </div>
    </main>
  )
}
