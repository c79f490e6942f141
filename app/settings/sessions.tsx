'use client'
import { Button } from '#app/_ui/button.tsx'
import { ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { deviceOf } from './device.ts'
import { Part } from './part.tsx'
import { sessionsChanged, useSessions } from './use-sessions.ts'

/** Where the person is signed in. It stands last, because what it lists comes after the page. */
export function Sessions() {
  const { sessions, hasFailed, end, endOthers } = useSessions()
  const others = sessions?.filter(({ isCurrent }) => !isCurrent) ?? []
  return (
    <Part
      id="sessions"
      title="Sessions"
      note="Where you are signed in. A session lasts 30 days; end those you do not know and change the password."
    >
      {hasFailed && !sessions && (
        <ErrorState title="The sessions did not load." retry={<Button onPress={sessionsChanged}>Try again</Button>} />
      )}
      {!sessions && !hasFailed && <Skeleton rows={2} label="Loading the sessions" />}
      {sessions && (
        <ul className="border-t border-joint">
          {sessions.map((session) => (
            <li key={session.id} className="my-session">
              <div className="min-w-0">
                <span className="strong">{deviceOf(session.userAgent)}</span>
                {session.isCurrent && <span className="text-ink-2">, this one</span>}
                <div className="flex flex-wrap gap-x-3 text-ink-2">
                  <span className="mono">{session.ipAddress || 'address unknown'}</span>
                  <span>
                    last used: <Ago at={session.updatedAt} />
                  </span>
                  <span>
                    signed in: <Ago at={session.createdAt} />
                  </span>
                </div>
              </div>
              {!session.isCurrent && (
                <Button variant="stop" aria-label={`End the session of ${deviceOf(session.userAgent)}`} onPress={() => void end(session)}>
                  End
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <div>
          <Button variant="stop" onPress={() => void endOthers()}>
            End all others
          </Button>
        </div>
      )}
    </Part>
  )
}
