import { createClient, type Client } from 'graphql-ws'
import type { LampState } from '#app/_ui/fascia.tsx'

export interface SocketState {
  lamp: LampState
  /** When the page last followed the server, in ms; its data is that old while the lamp is out. */
  since: number
}

const atFirst: SocketState = { lamp: 'connecting', since: 0 }
let state = atFirst
const watchers = new Set<() => void>()
const connected = new Set<() => void>()
let socket: Client | undefined
let hurry = () => {}

export const socketState = {
  subscribe(watcher: () => void) {
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  },
  get: () => state,
  onServer: () => atFirst,
}

/** Calls back whenever the line stands: at first, and again after a gap. */
export function onConnect(run: () => void) {
  connected.add(run)
  return () => void connected.delete(run)
}

/** The page's one WebSocket: opened by the first subscription, reopened for ever. */
export function theSocket() {
  return (socket ??= open())
}

function open() {
  const { protocol, host } = window.location
  let pong: ReturnType<typeof setTimeout> | undefined
  let raw: unknown
  const client = createClient({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
    retryAttempts: Infinity,
    // 4403: the session ended. Asking again would not help.
    shouldRetry: (event) => !(event instanceof CloseEvent && event.code === 4403),
    retryWait: (retries) =>
      new Promise((done) => {
        hurry = done
        setTimeout(done, Math.min(8000, 250 * 2 ** retries) * (0.75 + Math.random() / 2))
      }),
    keepAlive: 10_000,
    on: {
      opened: (opened) => void (raw = opened),
      connected: () => {
        set('live')
        for (const run of connected) run()
      },
      closed: (event) => {
        clearTimeout(pong)
        if (event instanceof CloseEvent && event.code === 4403) return signInAgain()
        set(state.since ? 'lost' : 'connecting')
      },
      // A laptop that slept keeps a dead socket open: no pong in 5 s means gone.
      ping: (received) => {
        if (received) return
        pong = setTimeout(() => raw instanceof WebSocket && raw.readyState === WebSocket.OPEN && raw.close(4408, 'No pong'), 5000)
      },
      pong: (received) => {
        if (received) clearTimeout(pong)
      },
    },
  })
  const drop = () => raw instanceof WebSocket && raw.readyState === WebSocket.OPEN && raw.close(4408, 'Offline')
  window.addEventListener('offline', drop)
  window.addEventListener('online', reconnectNow)
  return client
}

/** Ends the wait before the next attempt. */
export function reconnectNow() {
  hurry()
}

function set(lamp: LampState) {
  // `since` stays at the moment of the loss while attempts fail.
  state = { lamp, since: lamp === 'live' || state.lamp === 'live' ? Date.now() : state.since }
  for (const watcher of watchers) watcher()
}

function signInAgain() {
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}
