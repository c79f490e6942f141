'use client'
import { useSyncExternalStore } from 'react'
import { capsOf } from './keys.ts'

const never = () => () => {}
const isApple = () => /Mac|iPod|iPhone|iPad/.test(navigator.platform)

/** Key caps, one a press, as the keyboard at hand names them. The name for a screen reader belongs to what they stand beside. */
export function Keycaps({ keys, from = 0, className = '' }: { keys: string; from?: number; className?: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false)
  return (
    <span aria-hidden className={`inline-flex flex-none gap-1 ${className}`}>
      {capsOf(keys, apple)
        .slice(from)
        .map((cap, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- a sequence may press one key twice
          <kbd key={n}>{cap}</kbd>
        ))}
    </span>
  )
}
