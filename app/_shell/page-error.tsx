'use client'
import Link from 'next/link'
import { Button, buttonClass } from '#app/_ui/button.tsx'
import { ErrorState } from '#app/_ui/states.tsx'

export interface PageErrorProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** A page that could not be made. What stands around it stays. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <div className="py-3">
      <title>This page did not load · Task Orchestrator</title>
      <h1 className="sr-only">This page did not load</h1>
      <ErrorState
        title="This page did not load."
        requestId={error.digest}
        retry={
          <>
            <Button onPress={reset}>Try again</Button>
            <Link href="/" className={buttonClass('bare')}>
              Home
            </Link>
          </>
        }
      >
        Nothing was changed. If it stays so, tell whoever runs the server.
      </ErrorState>
    </div>
  )
}
