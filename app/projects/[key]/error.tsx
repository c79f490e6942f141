'use client'
import { Button } from '#app/_ui/button.tsx'
import { ErrorState } from '#app/_ui/states.tsx'

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="py-3">
      <h1 className="sr-only">This page did not load</h1>
      <ErrorState title="This page did not load." retry={<Button onPress={reset}>Try again</Button>} requestId={error.digest}>
        Nothing was changed. If it stays so, tell whoever runs the server.
      </ErrorState>
    </div>
  )
}
