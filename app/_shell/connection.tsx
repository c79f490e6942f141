'use client'
import { useEffect, useRef, useState } from 'react'
import { useProjectEvents, useSocketState } from '#app/_graphql/live.ts'
import { reconnectNow } from '#app/_graphql/socket.ts'
import { Button } from '#app/_ui/button.tsx'
import { LiveLamp } from '#app/_ui/fascia.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Banner } from '#app/_ui/states.tsx'
import { shortAge, useNow } from '#app/_ui/time.tsx'
import { caughtUp, type Gap } from './caught-up.ts'

/** A short gap is nothing to speak of. */
const SPEAK_AFTER_S = 3
/** So long after the line stands again, what comes in is what was missed. */
const CATCH_UP_MS = 1500
const SAY_MS = 8000

export function Lamp() {
  const { lamp, since } = useSocketState()
  return <LiveLamp state={lamp} age={useAge(since).text} />
}

/** Lies over the head of the page, so that nothing below moves when it comes and goes. */
export function Connection({ projectId }: { projectId: string | null }) {
  const { lamp, since } = useSocketState()
  const { seconds, text } = useAge(since)
  const said = useCatchUp(lamp === 'lost', since, projectId ?? '')
  const isLost = lamp === 'lost' && seconds >= SPEAK_AFTER_S
  return (
    <div className="connection">
      {isLost && (
        <Banner
          title="Connection lost."
          action={
            <Button icon="sync" onPress={reconnectNow}>
              Reconnect now
            </Button>
          }
        >
          What you see is {text} old. It is read again as soon as the server answers.
        </Banner>
      )}
      <div role="status">
        {!isLost && said && (
          <div className="flex items-center gap-2.5 border-l-3 border-clear-lamp bg-clear-tint px-3 py-2">
            <Icon name="check" className="text-clear-lamp" />
            <span>
              <b>Connected again.</b> {said}
            </span>
          </div>
        )}
      </div>
    </div>
  )
}

/** Once the line stands again: what was missed, in words, for a while. */
function useCatchUp(isLost: boolean, since: number, projectId: string) {
  const [said, say] = useState<string | null>(null)
  const gap = useRef<Gap | null>(null)
  const lostAt = useRef<number | null>(null)
  useProjectEvents(projectId, (batch) => {
    if (!gap.current) return
    if (batch === null) gap.current.isWhole = false
    else gap.current.changes += batch.length
  })
  useEffect(() => {
    if (isLost) {
      lostAt.current = since
      return
    }
    const from = lostAt.current
    lostAt.current = null
    if (from === null || Date.now() - from < SPEAK_AFTER_S * 1000) return
    gap.current = { changes: 0, isWhole: true }
    const timers = [
      setTimeout(() => {
        if (gap.current) say(caughtUp(gap.current))
        gap.current = null
      }, CATCH_UP_MS),
      setTimeout(() => say(null), CATCH_UP_MS + SAY_MS),
    ]
    return () => {
      for (const timer of timers) clearTimeout(timer)
      say(null)
    }
  }, [isLost, since])
  return said
}

function useAge(since: number) {
  const seconds = Math.max(0, Math.round((useNow(1000) - since) / 1000))
  return { seconds, text: seconds < 60 ? `${seconds} s` : shortAge(seconds) }
}
