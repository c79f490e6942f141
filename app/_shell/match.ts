import type { Command } from './commands.ts'
import { isPlain, isPress, pressesOf, type Pressed } from './keys.ts'

/** A sequence that has begun: how many presses are done, and what can still follow. */
export interface Begun {
  presses: number
  commands: Command[]
}

export interface Place {
  /** Focus is in a field, a menu or a dialog, which keep keys for themselves. */
  isInField: boolean
  /** The person wants keys that type to act. */
  isOn: boolean
  isRepeat: boolean
}

export interface Match {
  /** What the press runs. */
  command: Command | null
  /** The sequence that waits for its next key. */
  begun: Begun | null
  /** The press meant something here, so the browser should not also act on it. */
  isTaken: boolean
}

const NOTHING: Match = { command: null, begun: null, isTaken: false }

/** What a key press means. A sequence wins over a single key that begins it; of equal keys, the last registered. */
export function match(pressed: Pressed, commands: Command[], begun: Begun | null, { isInField, isOn, isRepeat }: Place): Match {
  const done = begun?.presses ?? 0
  const hits = (begun?.commands ?? commands).filter((command) => {
    const press = command.keys === undefined ? undefined : pressesOf(command.keys)[done]
    return press !== undefined && isPress(pressed, press) && isHeard(command, isInField, isOn)
  })
  const longer = hits.filter(({ keys = '' }) => pressesOf(keys).length > done + 1)
  if (longer.length > 0)
    return isRepeat
      ? { command: null, begun, isTaken: true }
      : { command: null, begun: { presses: done + 1, commands: longer }, isTaken: true }
  const command = hits.at(-1)
  if (command) return isRepeat && !command.repeats ? { ...NOTHING, isTaken: true } : { command, begun: null, isTaken: true }
  // A key that does not belong to the sequence ends it and does nothing else: it may have been meant for it.
  return begun && !isInField ? { ...NOTHING, isTaken: pressed.key.length === 1 || pressed.key === 'Escape' } : NOTHING
}

function isHeard({ keys = '', inFields = false }: Command, isInField: boolean, isOn: boolean) {
  const plain = isPlain(keys)
  return (isOn || !plain) && (!isInField || (inFields && !plain))
}
