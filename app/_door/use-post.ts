'use client'
import { useState, type FormEvent } from 'react'
import { post, type Refused } from './post.ts'

/** The state of a front-door form. It submits natively named fields; `then` runs when the server accepted them. */
export function usePost(path: string, then: () => void, extra: Record<string, unknown> = {}) {
  const [refused, setRefused] = useState<Refused | null>(null)
  const [isPending, setPending] = useState(false)
  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const sent = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value !== ''))
    setPending(true)
    const answer = await post(path, { ...sent, ...extra })
    setRefused(answer)
    if (answer) setPending(false)
    else then()
  }
  return { onSubmit, refused, isPending }
}
