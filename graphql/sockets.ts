import type { IncomingMessage } from 'node:http'
import { setTimeout as passed } from 'node:timers/promises'
import { handleProtocols, makeServer } from 'graphql-ws'
import type { WebSocket, WebSocketServer } from 'ws'
import { log } from '#lib/log.ts'
import type { Options } from './ws.ts'

const GOING_AWAY = 1001
const INTERNAL_ERROR = 4500
/** How long clients have to answer that they were let go. */
const GOODBYE_MS = 1_000

/** The client has left: nothing more is made for it. */
class Gone extends Error {}

/** Serves the API over sockets. A client that answers no ping until the next one is let go. */
export function serveSockets(options: Options, sockets: WebSocketServer, pingMs: number) {
  const server = makeServer(options)
  sockets.options.handleProtocols = handleProtocols
  sockets.on('connection', (socket, request: IncomingMessage) => {
    const forget = ping(socket, pingMs)
    // It closes itself with the code that fits.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (hear) => socket.on('message', (data) => void hear(String(data)).catch((error: unknown) => fail(socket, error))),
      },
      { socket, request },
    )
    socket.once('close', (code, reason) => {
      forget()
      void closed(code, String(reason)).catch((error: unknown) => fail(socket, error))
    })
  })
  return { dispose: () => dispose(sockets) }
}

/**
 * Resolves when the system has taken it, so that a subscription makes no payload before the last one has left: whoever does not read
 * costs one of them. Rejects when the client has left, which ends what made it.
 */
function send(socket: WebSocket, data: string) {
  return new Promise<void>((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return reject(new Gone())
    socket.send(data, (error) => (error ? reject(new Gone()) : resolve()))
  })
}

function fail(socket: WebSocket, error: unknown) {
  if (error instanceof Gone) return
  log.error({ err: error }, 'a message over a socket could not be handled')
  socket.close(INTERNAL_ERROR, 'Internal server error')
}

function ping(socket: WebSocket, everyMs: number) {
  let hasAnswered = true
  socket.on('pong', () => (hasAnswered = true))
  const timer = setInterval(() => {
    if (!hasAnswered) return socket.terminate()
    hasAnswered = false
    if (socket.readyState === socket.OPEN) socket.ping()
  }, everyMs)
  return () => clearInterval(timer)
}

/** Closes every socket; those that do not answer hold up nothing. */
async function dispose(sockets: WebSocketServer) {
  for (const client of sockets.clients) client.close(GOING_AWAY, 'The server is stopping')
  const closed = new Promise((resolve) => sockets.close(resolve))
  await Promise.race([closed, passed(GOODBYE_MS, undefined, { ref: false })])
  for (const client of sockets.clients) client.terminate()
  await closed
}
