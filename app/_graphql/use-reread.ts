'use client'
import { useEffect, useRef } from 'react'
import { useProjectEvents } from './live.ts'

/** Reads again after events of a project, at most once in so many milliseconds: for answers that any event may change. */
export function useReread(project: string, read: () => void, everyMs: number) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useProjectEvents(project, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      read()
    }, everyMs)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
}
