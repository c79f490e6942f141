'use client'
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { IconName } from '#app/_ui/glyphs.ts'

export interface Command {
  id: string
  /** Says what it does, also in the palette and on the sheet: "Create task". */
  title: string
  group: 'Go' | 'Create' | 'Selection' | 'Task' | 'View' | 'Help'
  /** In tinykeys' notation: 'c', 'g t', '/', '$mod+k', 'Shift+?'. */
  keys?: string
  icon?: IconName
  /** Its keys work, and neither the palette nor the sheet names it. */
  hidden?: boolean
  /** On the sheet, and not in the palette: what makes sense by its key alone, such as "next row". */
  keysOnly?: boolean
  /** Runs again while its key is held down. */
  repeats?: boolean
  /** Runs also while somebody types in a field; for keys with a modifier only. */
  inFields?: boolean
  /** Further words by which the palette finds it. */
  words?: string
  /** Where it leads, for a new tab. */
  href?: string
  run: () => void
}

// Slots are made while components render, parents first, so a page comes after the shell, and its keys win.
const slots = new Map<object, { order: number; commands: Command[] }>()
const watchers = new Set<() => void>()
let made = 0
let list: Command[] = []
let isStale = false

/** The commands that can be run now, the shell's first; of two with one id, the later. */
export function commandsNow() {
  if (isStale) {
    const all = [...slots.values()].toSorted((a, b) => a.order - b.order).flatMap(({ commands }) => commands)
    list = [...new Map(all.map((command) => [command.id, command])).values()]
    isStale = false
  }
  return list
}

function subscribe(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
const NONE: Command[] = []

export function useAllCommands() {
  return useSyncExternalStore(subscribe, commandsNow, () => NONE)
}

/** Offers commands while the calling component is mounted: their keys work, and the palette and the sheet name them. */
export function useCommands(commands: Command[]) {
  const [slot] = useState(() => ({ order: made++ }))
  useLayoutEffect(() => {
    const before = slots.get(slot)?.commands
    slots.set(slot, { order: slot.order, commands })
    isStale = true
    if (!before || !looksTheSame(before, commands)) for (const watcher of watchers) watcher()
  })
  useLayoutEffect(
    () => () => {
      slots.delete(slot)
      isStale = true
      for (const watcher of watchers) watcher()
    },
    [slot],
  )
}

/** Whether only what they do has changed, which nothing on screen shows. */
function looksTheSame(some: Command[], others: Command[]) {
  const shape = ({ run: _, ...rest }: Command) => rest
  return JSON.stringify(some.map(shape)) === JSON.stringify(others.map(shape))
}
