'use client'
import { useEffect, useEffectEvent, useRef } from 'react'
import { GroupHead } from '#app/_ui/list.tsx'
import { DUTIES } from './reasons.ts'
import { ThreadRow } from './thread-row.tsx'
import type { InboxThread } from './use-inbox.ts'

interface ThreadsProps {
  /** In the order of `inOrder`. */
  threads: readonly InboxThread[]
  selectedId: string | null
  checked: ReadonlySet<string>
  onSelect: (id: string) => void
  onCheck: (id: string) => void
  /** The end of the list came near; null when there is no more. */
  onEnd: (() => void) | null
}

/** Page by page; in each what presses most comes first. */
export function inOrder(threads: readonly InboxThread[]) {
  const blocks = [...new Set(threads.map(({ block }) => block))].toSorted((a, b) => a - b)
  return blocks.flatMap((block) => DUTIES.flatMap(({ id }) => threads.filter((one) => one.block === block && one.duty === id)))
}

/** The lines under what they ask for. Older pages stand below with heads of their own, so that reading them moves nothing. */
export function Threads({ threads, selectedId, checked, onSelect, onCheck, onEnd }: ThreadsProps) {
  const blocks = [...new Set(threads.map(({ block }) => block))]
  return (
    <>
      {blocks.map((block) => {
        const own = threads.filter((one) => one.block === block)
        return (
          <div key={block}>
            {DUTIES.map(({ id, word, note }) => {
              const group = own.filter(({ duty }) => duty === id)
              if (!group.length) return null
              const title = block === 0 ? word : `${word}, older`
              return (
                <section key={id} aria-label={title}>
                  <GroupHead title={title} count={group.length} note={note} className="pl-9!" />
                  <ul>
                    {group.map((thread) => (
                      <ThreadRow
                        key={thread.id}
                        thread={thread}
                        isSelected={thread.id === selectedId}
                        isChecked={checked.has(thread.id)}
                        onSelect={onSelect}
                        onCheck={onCheck}
                      />
                    ))}
                  </ul>
                </section>
              )
            })}
          </div>
        )
      })}
      {onEnd && <End key={threads.length} onEnd={onEnd} />}
    </>
  )
}

/** Asks for more when it comes near the window. */
function End({ onEnd }: { onEnd: () => void }) {
  const line = useRef<HTMLDivElement>(null)
  const come = useEffectEvent(onEnd)
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && come(), { rootMargin: '600px' })
    if (line.current) observer.observe(line.current)
    return () => observer.disconnect()
  }, [])
  return <div ref={line} className="h-(--row)" aria-hidden />
}
