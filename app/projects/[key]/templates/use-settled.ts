'use client'
import { useEffect, useState } from 'react'

const SETTLED_MS = 350

/** The value once it has stopped changing for a moment, compared by its content. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
