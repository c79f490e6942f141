'use client'
import { useEffect, useState } from 'react'
import { post } from '#app/_door/post.ts'
import { refuse, tell } from '#app/_ui/toast.tsx'

export interface Session {
  id: string
  token: string
  /** The last use, stored at most once a minute. */
  updatedAt: string
  createdAt: string
  ipAddress?: string | null
  userAgent?: string | null
  isCurrent: boolean
}

interface Read {
  sessions: Session[] | null
  hasFailed: boolean
}

const watchers = new Set<() => void>()

/** Says that sessions have ended elsewhere on the page. */
export function sessionsChanged() {
  for (const watcher of watchers) watcher()
}

/** The person's sessions, the one at hand first, and what ends them. */
export function useSessions() {
  const [{ sessions, hasFailed }, set] = useState<Read>({ sessions: null, hasFailed: false })
  useEffect(() => {
    let isLeft = false
    const read = async () => {
      const found = await readSessions().catch(() => null)
      if (!isLeft) set((before) => (found ? { sessions: found, hasFailed: false } : { ...before, hasFailed: true }))
    }
    const watcher = () => void read()
    watchers.add(watcher)
    void read()
    return () => {
      isLeft = true
      watchers.delete(watcher)
    }
  }, [])

  async function end(path: string, body: Record<string, unknown>, words: string) {
    const refused = await post(path, body)
    if (refused) refuse(refused.message)
    else tell(words)
    sessionsChanged()
  }
  return {
    sessions,
    hasFailed,
    end: ({ token }: Session) => end('/api/auth/revoke-session', { token }, 'The session has ended'),
    endOthers: () => end('/api/auth/revoke-other-sessions', {}, 'All other sessions have ended'),
  }
}

async function readSessions(): Promise<Session[]> {
  const [list, here] = await Promise.all([read('/api/auth/list-sessions'), read('/api/auth/get-session')])
  const current = isRecord(here) && isRecord(here.session) ? here.session.id : null
  if (!Array.isArray(list)) throw new Error('no list of sessions')
  return list
    .filter(isSession)
    .map((session) => ({ ...session, isCurrent: session.id === current }))
    .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.updatedAt.localeCompare(a.updatedAt))
}

/** What the person signs in with; empty until it is read. */
export function useEmail() {
  const [email, setEmail] = useState('')
  useEffect(() => {
    let isLeft = false
    void read('/api/auth/get-session').then(
      (here) => {
        const user = isRecord(here) && isRecord(here.user) ? here.user : {}
        if (!isLeft && typeof user.email === 'string') setEmail(user.email)
      },
      () => {},
    )
    return () => {
      isLeft = true
    }
  }, [])
  return email
}

async function read(path: string): Promise<unknown> {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return answer.json()
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isSession = (value: unknown): value is Omit<Session, 'isCurrent'> =>
  isRecord(value) && [value.id, value.token, value.createdAt, value.updatedAt].every((field) => typeof field === 'string')
