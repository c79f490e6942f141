'use client'
import './globals.css'

/** Stands in for the whole document, so it leans on nothing but the style sheet. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Task Orchestrator did not load</title>
        <main className="grid content-start gap-2 p-5">
          <h1 className="subject">Task Orchestrator did not load.</h1>
          <p>Nothing was changed. Load the page again; if it stays so, tell whoever runs the server.</p>
          {error.digest && <p className="mono text-ink-2">request {error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
