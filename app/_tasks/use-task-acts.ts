'use client'
import { useMemo } from 'react'
import { refuseBecause } from '#app/_graphql/acts.ts'
import { useConnection } from '#app/_graphql/provider.tsx'
import { ShellDocument } from '#app/_shell/documents.ts'
import { useCalls, type Calls, type OnRefused } from './calls.ts'
import { fieldActs } from './field-acts.ts'
import { lifeActs } from './life-acts.ts'
import { moveActs } from './move-acts.ts'

export interface Hands {
  /** Does what was asked for. */
  act: Calls
  /** Takes it back: from wherever the person is then, so refusals come as messages. */
  back: Calls
  isMe: (actor: { id: string } | null | undefined) => boolean
}

/**
 * What a person does to a task from a list, a card or its page. Each tells what came of it with the way back, and answers true when
 * it was done. Refusals come as messages, or to `onRefused`, which must be stable.
 */
export function useTaskActs(onRefused: OnRefused = refuseBecause) {
  const act = useCalls(onRefused)
  const back = useCalls()
  const { client } = useConnection()
  return useMemo(() => {
    const isMe: Hands['isMe'] = (actor) => !!actor && client.readQuery(ShellDocument, {})?.data?.me?.id === actor.id
    const hands = { act, back, isMe }
    return { ...moveActs(hands), ...lifeActs(hands), ...fieldActs(hands) }
  }, [act, back, client])
}

export type TaskActs = ReturnType<typeof useTaskActs>
