'use client'
import { useCommands, type Command } from '#app/_shell/commands.ts'

export interface InboxHands {
  step: (by: number) => void
  open: () => void
  check: () => void
  finish: () => void
  snooze: () => void
  unread: () => void
  muteTask: () => void
  muteReason: () => void
  finishAll: () => void
  clear: (() => void) | null
}

/** What can be done in the inbox by keys and from the palette. */
export function useInboxCommands(hands: InboxHands) {
  const keysOnly = true
  const commands: Command[] = [
    { id: 'inbox.next', title: 'Next line', group: 'Selection', keys: 'j', keysOnly, repeats: true, run: () => hands.step(1) },
    { id: 'inbox.previous', title: 'Previous line', group: 'Selection', keys: 'k', keysOnly, repeats: true, run: () => hands.step(-1) },
    { id: 'inbox.open', title: 'Open the task', group: 'Selection', keys: 'o', keysOnly, run: hands.open },
    { id: 'inbox.check', title: 'Select or deselect', group: 'Selection', keys: 'x', keysOnly, run: hands.check },
    { id: 'inbox.done', title: 'Mark as done', group: 'Selection', keys: 'e', icon: 'check', run: hands.finish },
    { id: 'inbox.snooze', title: 'Snooze…', group: 'Selection', keys: 'h', icon: 'snooze', run: hands.snooze },
    { id: 'inbox.unread', title: 'Mark as unread', group: 'Selection', keys: 'Shift+u', run: hands.unread },
    { id: 'inbox.mute-task', title: 'Mute the task', group: 'Selection', keys: 'm x', run: hands.muteTask },
    { id: 'inbox.mute-reason', title: 'Mute this reason everywhere', group: 'Selection', keys: 'm r', run: hands.muteReason },
    { id: 'inbox.finish-all', title: 'Mark everything in the inbox as done', group: 'View', icon: 'check', run: hands.finishAll },
  ]
  const { clear } = hands
  if (clear) commands.push({ id: 'inbox.clear', title: 'Clear the selection', group: 'Selection', keys: 'Escape', keysOnly, run: clear })
  useCommands(commands)
}
