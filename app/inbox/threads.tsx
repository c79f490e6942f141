'use client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { GroupHead } from '#app/_ui/list.tsx'
import type { Block } from './order.ts'
import { ThreadRow } from './thread-row.tsx'

interface LinesProps {
  selectedId: string | null
  checked: ReadonlySet<string>
  onSelect: (id: string) => void
  onCheck: (id: string) => void
}

interface ThreadsProps extends LinesProps {
  blocks: readonly Block[]
  /** How many lines there are in all. */
  count: number
  /** The end of the list came near; null when there is no more. */
  onEnd: (() => void) | null
}

/** The lines under what they ask for. Older pages stand below with heads of their own, so that reading them moves nothing. */
export function Threads({ blocks, count, onEnd, ...lines }: ThreadsProps) {
  return (
    <>
      {blocks.map((block) => (
        <Page key={block.block} block={block} {...lines} />
      ))}
      {onEnd && <End key={count} onEnd={onEnd} />}
    </>
  )
}

/** A page that is far from the window leaves its height alone, so that thousands of lines stay as light as some hundreds. */
function Page({ block: { groups }, selectedId, checked, onSelect, onCheck }: LinesProps & { block: Block }) {
  const place = useRef<HTMLDivElement>(null)
  const [away, setAway] = useState<number | null>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        const { isIntersecting, boundingClientRect } = entry ?? {}
        // Without a height the whole list is hidden, by what is read in its place.
        if (isIntersecting) setAway(null)
        else if (boundingClientRect?.height) setAway(boundingClientRect.height)
      },
      { rootMargin: '1500px' },
    )
    if (place.current) observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  const isSelected = groups.some(({ threads }) => threads.some(({ id }) => id === selectedId))
  if (away !== null && !isSelected) return <div ref={place} style={{ height: away }} />
  return (
    <div ref={place}>
      {groups.map(({ id, title, note, threads }) => (
        <section key={id} aria-label={title}>
          <GroupHead title={title} count={threads.length} note={note} className="pl-9!" />
          <ul>
            {threads.map((thread) => (
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
      ))}
    </div>
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
