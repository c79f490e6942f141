import { stringifyDocument } from '@urql/core'
import { useEffect, useEffectEvent } from 'react'
import { theSocket } from '#app/_graphql/socket.ts'
import { ImportChangesDocument } from './documents.ts'

/** Calls back when an import has come further, at first and after a gap too. */
export function useImportChanges(id: string, callback: () => void) {
  const run = useEffectEvent(callback)
  useEffect(() => {
    const request = { query: stringifyDocument(ImportChangesDocument), variables: { id } }
    return theSocket().subscribe(request, { next: () => run(), error: () => {}, complete: () => {} })
  }, [id])
}
