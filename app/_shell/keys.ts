export type Press = [mods: string[], key: string]

/** What of a keyboard event says which key it was. */
export interface Pressed {
  key: string
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

const MOD = typeof navigator === 'object' && /Mac|iPod|iPhone|iPad/.test(navigator.platform) ? 'Meta' : 'Control'
const known = new Map<string, Press[]>()

/** The presses of keys in tinykeys' notation: 'g t' are two, '$mod+k' is one with Control or the Apple key. */
export function pressesOf(keys: string): Press[] {
  const presses = known.get(keys) ?? keys.split(' ').map(parse)
  known.set(keys, presses)
  return presses
}

function parse(press: string): Press {
  const mods = press.split(/\b\+/)
  const key = mods.pop() ?? ''
  return [mods.map((mod) => (mod === '$mod' ? MOD : mod)), key]
}

const MODIFIERS = new Set(['Shift', 'Meta', 'Alt', 'Control', 'AltGraph', 'CapsLock', 'Fn'])
export const isModifier = ({ key }: Pressed) => MODIFIERS.has(key)

export function isPress(pressed: Pressed, [mods, key]: Press) {
  if (pressed.key.toLowerCase() !== key.toLowerCase() && pressed.code !== key) return false
  const wants = (mod: string) => mods.includes(mod)
  // "/" needs Shift on some keyboards and AltGr gives signs on others, so for a sign only Control and Meta count.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  if (isSign && pressed.key === key) return isAlone(pressed) === (!wants('Control') && !wants('Meta'))
  return (
    pressed.shiftKey === wants('Shift') &&
    pressed.ctrlKey === wants('Control') &&
    pressed.metaKey === wants('Meta') &&
    pressed.altKey === wants('Alt')
  )
}

/** AltGr reports Control and Alt together on Windows. */
const isAlone = ({ ctrlKey, metaKey, altKey }: Pressed) => !metaKey && (!ctrlKey || altKey)

/** Keys that type something: a person can switch these off, and fields and menus keep them for themselves. */
export function isPlain(keys: string) {
  return pressesOf(keys).every(([mods]) => mods.every((mod) => mod === 'Shift'))
}

const SIGNS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Delete: 'Del' }
const APPLE: Record<string, string> = { $mod: '⌘', Meta: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' }
const OTHERS: Record<string, string> = { $mod: 'Ctrl', Control: 'Ctrl', Meta: 'Win' }

/** What to print on key caps, one text a press: 'g t' → G, T; '$mod+k' → Ctrl K. */
export function capsOf(keys: string, isApple: boolean): string[] {
  const names = isApple ? APPLE : OTHERS
  return keys.split(' ').map((press) => {
    const mods = press.split(/\b\+/)
    const key = mods.pop() ?? ''
    // Who looks for "?" presses what makes it on their keyboard.
    const shown = key.length === 1 && !/[a-z0-9]/i.test(key) ? mods.filter((mod) => mod !== 'Shift') : mods
    return [...shown.map((mod) => names[mod] ?? mod), SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key)].join(' ')
  })
}
