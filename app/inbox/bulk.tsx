'use client'
import { Button, IconButton } from '#app/_ui/button.tsx'

interface BulkProps {
  count: number
  onDone: () => void
  onSnooze: (at: HTMLElement) => void
  onRead: () => void
  onUnread: () => void
  onClear: () => void
}

/** What can be done with all the lines that are selected. */
export function Bulk({ count, onDone, onSnooze, onRead, onUnread, onClear }: BulkProps) {
  const words = `${count.toLocaleString('en')} selected`
  return (
    <div className="bulk-place">
      <div role="toolbar" aria-label={words} className="bulk">
        <b className="whitespace-nowrap tabular-nums">{words}</b>
        <span className="sep" />
        <Button variant="fascia" shortcut="E" className="border-transparent" onPress={onDone}>
          Done
        </Button>
        <Button
          variant="fascia"
          shortcut="H"
          aria-haspopup="menu"
          data-snooze
          className="border-transparent"
          onPress={({ target }) => target instanceof HTMLElement && onSnooze(target)}
        >
          Snooze
        </Button>
        <Button variant="fascia" className="border-transparent" onPress={onRead}>
          Read
        </Button>
        <Button variant="fascia" className="border-transparent" onPress={onUnread}>
          Unread
        </Button>
        <IconButton icon="close" label="Clear the selection" variant="fascia" className="border-transparent" onPress={onClear} />
      </div>
    </div>
  )
}
