/**
 * Wake-ups only, never payloads: a topic, and at most the number of its newest row. Whoever is woken reads the rows itself, so a slow
 * subscriber holds back nobody, and nothing is lost when two wake-ups come as one.
 */
export interface Wake {
  topic: string
  seq?: number | undefined
}
export type WakeListener = (topic: string, seq?: number) => void

export const streamTopic = (stream: string) => `stream:${stream}`
/** Every stream there is, also one that begins only now. */
export const STREAMS_TOPIC = 'streams'
export const inboxTopic = (actorId: string) => `inbox:${actorId}`
/** Tokens, sessions, actors or memberships changed: drop what was cached about them. */
export const AUTH_TOPIC = 'auth'

const listeners = new Map<string, Set<WakeListener>>()

/** Tells the subscribers in this process. Other processes hear through the database (`wakeFromStorage`). */
export function wake(topic: string, seq?: number) {
  const all = topic.startsWith('stream:') ? listeners.get(STREAMS_TOPIC) : undefined
  for (const listener of [...(listeners.get(topic) ?? []), ...(all ?? [])]) listener(topic, seq)
}

/** Answers the function that ends the subscription. */
export function subscribe(topic: string, listener: WakeListener) {
  const own: WakeListener = (name, seq) => listener(name, seq)
  const set = listeners.get(topic) ?? new Set()
  listeners.set(topic, set.add(own))
  return () => {
    set.delete(own)
    if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
  }
}

/** What one write wakes, as a database notification carries it. Too long for one (8,000 bytes), it is empty: everything is woken. */
export function wakePayload(wakes: readonly Wake[]) {
  const text = JSON.stringify(wakes.map(({ topic, seq }) => ({ topic, seq })))
  return Buffer.byteLength(text) < 7_900 ? text : ''
}

/** Another process wrote. Without a readable payload (SQLite only says that something changed) every topic is woken. */
export function wakeFromStorage(payload?: string | null) {
  const wakes = parse(payload)
  if (wakes) for (const { topic, seq } of wakes) wake(topic, seq)
  else for (const topic of [...listeners.keys()]) wake(topic)
}

function parse(payload?: string | null): Wake[] | null {
  try {
    return payload ? (JSON.parse(payload) as Wake[]) : null
  } catch {
    return null
  }
}
