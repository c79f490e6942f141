'use client'
import { useState, type RefObject } from 'react'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { snoozeTimes, type SnoozeTime } from './snooze-times.ts'

interface SnoozeProps {
  anchor: RefObject<HTMLElement | null>
  onChoose: (time: SnoozeTime) => void
  onClose: () => void
}

/** Until when something is put off. */
export function Snooze({ anchor, onChoose, onClose }: SnoozeProps) {
  const [times] = useState(() => snoozeTimes(new Date()))
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom end" aria-label="Snooze">
      <MenuList aria-label="Snooze until" autoFocus="first" onClose={onClose}>
        {times.map((time) => (
          <MenuItem key={time.word} id={time.word} textValue={time.word} onAction={() => onChoose(time)}>
            <span className="flex-1">{time.word}</span>
            <span className="mono text-ink-3">{time.at}</span>
          </MenuItem>
        ))}
      </MenuList>
    </Popover>
  )
}
