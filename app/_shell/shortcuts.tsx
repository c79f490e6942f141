'use client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { commandsNow } from './commands.ts'
import { Keycaps } from './keycaps.tsx'
import { isModifier } from './keys.ts'
import { match, type Begun } from './match.ts'

/** How long a begun sequence waits for its next key. */
const WAIT_MS = 2500
const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=menu], [role=listbox], [role=dialog], [role=alertdialog]'

interface ShortcutsProps {
  /** What the person chose for keys that type. */
  isOn: boolean
  /** Something is about to open over the page and gets what is typed in the meantime. */
  onTyped: ((text: string) => void) | null
}

/** Runs commands by their keys. Once a page: the frame does it. */
export function Shortcuts({ isOn, onTyped }: ShortcutsProps) {
  const typed = useEffectEvent((event: KeyboardEvent) => {
    if (!onTyped || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return onTyped !== null
    onTyped(event.key)
    event.preventDefault()
    return true
  })
  const [shown, show] = useState<Begun | null>(null)
  const begun = useRef<Begun | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = (next: Begun | null) => {
      clearTimeout(timer)
      if (next) timer = setTimeout(() => wait(null), WAIT_MS)
      begun.current = next
      show(next)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isModifier(event)) return
      if (!isField(event.target) && typed(event)) return
      const inField = isInField(event.target)
      const found = match(event, commandsNow(), begun.current, { isInField: inField, isOn, isRepeat: event.repeat })
      if (found.begun !== begun.current) wait(found.begun)
      if (found.isTaken) event.preventDefault()
      found.command?.run()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey)
    }
  }, [isOn])
  return <Pending begun={shown} />
}

const isField = (target: EventTarget | null) => target instanceof Element && target.closest(FIELDS) !== null

function isInField(target: EventTarget | null) {
  // Nothing behind an open dialog acts, also when a click has taken focus out of it.
  return isField(target) || (target === document.body && document.querySelector('[role=dialog][data-rac]') !== null)
}

/** While a sequence waits: what can follow. */
function Pending({ begun }: { begun: Begun | null }) {
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-10 grid justify-items-center">
      {begun && begun.commands[0]?.keys && (
        <div className="flex flex-wrap gap-x-4 gap-y-1.5 rounded-2 bg-fascia px-3 py-2 text-fascia-ink shadow-float">
          <span className="sr-only">Waiting for the next key.</span>
          {begun.commands
            .filter(({ hidden }) => !hidden)
            .map(({ id, title, keys = '' }) => (
              <span key={id} className="flex items-center gap-1.5">
                <Keycaps keys={keys} from={begun.presses} />
                {title}
              </span>
            ))}
        </div>
      )}
    </div>
  )
}
