'use client'
import { useState, type KeyboardEvent } from 'react'

interface RenameFieldProps {
  title: string
  /** The new title, or null when nothing is to change. */
  onDone: (title: string | null) => void
}

/** The title in place: Enter and leaving keep it, Escape does not. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title)
  const [isOver, setOver] = useState(false)
  function end(keep: boolean) {
    if (isOver) return
    setOver(true)
    const next = text.trim()
    onDone(keep && next && next !== title ? next : null)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') end(true)
    else if (event.key === 'Escape') end(false)
    event.stopPropagation()
  }
  return (
    <input
      aria-label="Title"
      value={text}
      maxLength={500}
      autoFocus
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
      className="rename-field"
    />
  )
}
