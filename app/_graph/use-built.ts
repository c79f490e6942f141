'use client'
import { useMemo } from 'react'
import { meets, plateAt } from './geometry.ts'
import type { Layout } from './layout.ts'
import type { useWindow } from './use-window.ts'

/** More plates than these are painted from afar rather than built. */
const MANY = 300

interface BuiltProps {
  layout: Layout
  box: ReturnType<typeof useWindow>
  isFar: boolean
  /** What is built wherever it stands, so that the keyboard finds it. */
  tabStop: string | null
  selected: string | null
}

/** Which plates are built: those in sight, or, when there are too many, none but where the person is; the others are painted. */
export function useBuilt({ layout, box, isFar, tabStop, selected }: BuiltProps) {
  const inSight = useMemo(() => [...layout.nodes].filter(([, place]) => meets(plateAt(place), box)).map(([id]) => id), [layout, box])
  const isPainted = isFar && inSight.length > MANY
  const built = useMemo(
    () => new Set(isPainted ? [tabStop, selected].filter((id) => id !== null) : [...inSight, ...(tabStop === null ? [] : [tabStop])]),
    [isPainted, inSight, tabStop, selected],
  )
  return { built, isPainted }
}
