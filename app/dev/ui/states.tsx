'use client'
import { Button } from '#app/_ui/button.tsx'
import { Banner, Call, EmptyState, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'

const press = () => tell('Pressed')

export function States() {
  return (
    <div className="grid gap-3">
      <Skeleton rows={3} />
      <EmptyState title="No tasks yet." actions={<Button onPress={press}>New task</Button>}>
        Write the first one, or let an agent post a whole plan in one call.
      </EmptyState>
      <EmptyState title="No task matches 3 filters." actions={<Button onPress={press}>Drop “needs bench”</Button>}>
        24 open tasks are hidden.
      </EmptyState>
      <ErrorState title="The list did not load." retry={<Button onPress={press}>Try again</Button>} requestId="7f3a09c1">
        The server did not answer in 10 s.
      </ErrorState>
      <NothingHere what="task" />
      <Banner title="Connection lost." action={<Button onPress={press}>Reconnect now</Button>}>
        What you see is 40 s old.
      </Banner>
      <Call signal="stop" title="BEADS-424 cannot start.">
        It waits for BEADS-413.
      </Call>
      <Call signal="caution" title="Two tasks touch one file." />
      <Call signal="clear" title="All criteria are met." />
      <Call signal="occupied" title="Kestrel holds it." />
    </div>
  )
}
