'use client'
import { useEffect } from 'react'
import { useConnection } from '#app/_graphql/provider.tsx'
import { ShellDocument } from './documents.ts'

const EVERY_MS = 60_000

/** The current project's counts come with its events; those of the others are read again now and then, and on coming back. */
export function useCurrentCounts() {
  const { client } = useConnection()
  useEffect(() => {
    let readAt = Date.now()
    const read = () => {
      if (document.visibilityState === 'hidden' || Date.now() - readAt < EVERY_MS / 2) return
      readAt = Date.now()
      void client.query(ShellDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    }
    const timer = setInterval(read, EVERY_MS)
    document.addEventListener('visibilitychange', read)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [client])
}
