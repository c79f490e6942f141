import { request } from 'node:http'
import { WebSocket } from 'ws'

/** One connection that carries one subscription. */
export interface Line {
  /** Resolves when nothing more will come, whatever ended it. */
  ended: Promise<void>
  /** Ends the connection at once; nothing that was under way is handed on. */
  cut(): void
  /** Stops reading the socket, and goes on. */
  pause(): void
  resume(): void
}

interface Subscription {
  url: string
  token: string
  query: string
  variables: object
  next: (answer: { data?: Record<string, unknown>; errors?: unknown }) => void
}

export type Transport = keyof typeof TRANSPORTS

/** Opens a subscription. A server that is away ends it at once. */
export const openLine = (over: Transport, subscription: Subscription): Line => TRANSPORTS[over](subscription)

const TRANSPORTS = { WebSocket: overWebSocket, SSE: overSse }

function overWebSocket({ url, token, query, variables, next }: Subscription): Line {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws')
  const say = (message: object) => socket.send(JSON.stringify(message))
  let isCut = false
  socket.on('open', () => say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse(String(data)) as { type: string; payload: { data?: Record<string, unknown>; errors?: unknown } }
    if (isCut) return
    if (type === 'connection_ack') say({ id: '1', type: 'subscribe', payload: { query, variables } })
    if (type === 'next') next(payload)
    if (type === 'error') next({ errors: payload })
    if (type === 'complete' || type === 'error') socket.close()
  })
  socket.on('error', () => {})
  return {
    ended: new Promise((resolve) => socket.once('close', () => resolve())),
    cut: () => ((isCut = true), socket.terminate()),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}

function overSse({ url, token, query, variables, next }: Subscription): Line {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` }
  const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false })
  let isCut = false
  let text = ''
  sent.on('error', () => {})
  sent.on('response', (response) => {
    response.on('error', () => {})
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (text + chunk).split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const data = /^data: (.+)$/m.exec(part)?.[1]
        if (data && !isCut) next(JSON.parse(data) as Parameters<typeof next>[0])
      }
    })
  })
  sent.end(JSON.stringify({ query, variables }))
  return {
    ended: new Promise((resolve) => sent.once('close', () => resolve())),
    cut: () => ((isCut = true), void sent.destroy()),
    pause: () => void sent.socket?.pause(),
    resume: () => void sent.socket?.resume(),
  }
}
