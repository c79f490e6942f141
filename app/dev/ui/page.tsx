import Link from 'next/link'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Mark } from '#app/_ui/fascia.tsx'
import { SPECIMENS } from './specimens.tsx'

export const metadata = { title: 'Components' }

const THEMES = ['light', 'dark'] as const

/** Every component of app/_ui in its states, in both themes side by side. In development only. */
export default async function ComponentsPage() {
  await connection()
  if (process.env.NODE_ENV === 'production') notFound()
  return (
    <>
      <header className="fascia items-center gap-6">
        <Link href="/" className="flex items-center gap-2 head">
          <Mark /> Task Orchestrator
        </Link>
        <span className="text-fascia-ink-2">Components</span>
      </header>
      <nav aria-label="Components" className="flex flex-wrap gap-x-4 gap-y-1 border-b border-joint-2 bg-plate px-(--pad-x) py-3">
        {SPECIMENS.map(({ id, title }) => (
          <a key={id} href={`#${id}`} className="underline">
            {title}
          </a>
        ))}
      </nav>
      <main id="content" className="grid">
        <h1 className="px-(--pad-x) py-4 subject">Components</h1>
        {SPECIMENS.map(({ id, title, says, Specimen }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} className="border-t border-joint-2">
            <div className="px-(--pad-x) pt-4 pb-2">
              <h2 id={`${id}-title`} className="text-lg">
                {title}
              </h2>
              <p className="prose text-ink-2">{says}</p>
            </div>
            <div className="grid grid-cols-2 max-wide:grid-cols-1">
              {THEMES.map((theme) => (
                <div key={theme} data-theme={theme} className="min-w-0 overflow-hidden bg-panel px-(--pad-x) py-4 text-ink">
                  <Specimen />
                </div>
              ))}
            </div>
          </section>
        ))}
      </main>
    </>
  )
}
