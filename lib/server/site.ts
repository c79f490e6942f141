import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { env } from '#lib/env.ts'
import { duringCall } from '#lib/hang-up.ts'
import { duringRequest, log, requestContext } from '#lib/log.ts'
import { AUTH_PATH, authRoute } from './auth-route.ts'
import { stampFacts } from './client-address.ts'
import { setPagePolicy, setSecurityHeaders } from './csp.ts'
import { Drain } from './drain.ts'
import { healthz, readyz, type Phase } from './health.ts'
import { invitationsRoute } from './invitations-route.ts'
import { hasToken, metrics, observe } from './metrics.ts'
import { type Papers, sendPaper } from './papers.ts'
import { HttpError, sendError } from './respond.ts'
import { refusal } from './same-origin.ts'
import { setupRoute } from './setup-route.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown

/** What the site is made of beside the routes of its own. */
export interface Parts {
  graphql: Answer
  graphqlUpgrade: Upgrade
  mcp: Answer
  /** Uploads and downloads, by their path. */
  files: ReadonlyMap<string, Answer>
  /** What anybody may read, by its path. */
  papers: Papers
  page: Answer
  /** Next's own sockets, in development only. */
  pageUpgrade: Upgrade | null
}

// An upload takes as long as its line allows; what comes of it keeps its own time. All other bodies have BODY_MS.
const LIMITS = { maxHeaderSize: 16_384, headersTimeout: 15_000, requestTimeout: 3_600_000, keepAliveTimeout: 65_000 }
const BODY_MS = 60_000

/** The one port: says who answers what, and lets nothing in that the same-origin rules refuse. */
export class Site {
  readonly server: Server
  readonly drain = new Drain()
  #phase: Phase = 'starting'
  #parts: Parts | null = null

  constructor(private readonly bodyMs = BODY_MS) {
    this.server = createServer(LIMITS)
    this.server.on('request', (request, response) => this.#enter(request, response))
    this.server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  open(parts: Parts) {
    this.#parts = parts
    this.#phase = 'serving'
  }

  /** From now on new requests are told to go elsewhere; those that run go on. */
  stop() {
    this.#phase = 'stopping'
  }

  #enter(request: IncomingMessage, response: ServerResponse) {
    const startedAt = performance.now()
    const path = pathOf(request)
    this.drain.enter(response)
    if (!this.#parts?.files.has(path)) this.#awaitBody(request, response)
    const run = () =>
      duringRequest({ requestId: stampFacts(request) }, async () => {
        response.once('finish', () => report(routeOf(path), request, response, startedAt))
        try {
          await this.#answer(path, request, response)
        } catch (error) {
          sendError(response, error, path === '/graphql' ? 'graphql' : 'plain')
        }
      })
    void duringCall(whenGone(response), run)
  }

  #awaitBody(request: IncomingMessage, response: ServerResponse) {
    const late = setTimeout(() => {
      if (request.complete) return
      response.once('close', () => request.destroy())
      if (response.headersSent) return response.destroy()
      const hint = 'Send it again, faster.'
      sendError(response, new HttpError(408, 'BAD_REQUEST', 'The request did not come to its end.', hint, { connection: 'close' }))
    }, this.bodyMs).unref()
    response.once('close', () => clearTimeout(late))
  }

  async #answer(path: string, request: IncomingMessage, response: ServerResponse) {
    setSecurityHeaders(response)
    response.setHeader('x-request-id', String(request.headers['x-request-id']))
    if (path === '/healthz') return healthz(response)
    if (path === '/readyz') return readyz(response, this.#phase)
    const parts = this.#serving()
    // A collector of metrics may know the server by an address of its own.
    if (path === '/metrics' && hasToken(request)) return metrics(request, response)
    const refused = refusal({ method: request.method ?? '', headers: request.headers, isUpgrade: false }, env().PUBLIC_URLS)
    if (refused) throw new HttpError(403, 'FORBIDDEN', refused, 'Open the server under its own address (PUBLIC_URL).')
    if (path === '/metrics') return metrics(request, response)
    if (path === '/graphql') return parts.graphql(request, response)
    if (path === '/mcp') return parts.mcp(request, response)
    const file = parts.files.get(path)
    if (file) return file(request, response)
    const paper = parts.papers.get(path)
    if (paper) return sendPaper(request, response, paper)
    if (path === '/api/setup') return setupRoute(request, response)
    if (path === '/api/invitations/accept') return invitationsRoute(request, response)
    if (path.startsWith(`${AUTH_PATH}/`)) return authRoute(request, response, path)
    if (path.startsWith('/api/') || path.startsWith('/files/'))
      throw new HttpError(404, 'NOT_FOUND', 'There is no such path.', 'The API is at /graphql.')
    setPagePolicy(request, response)
    return parts.page(request, response)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy())
    stampFacts(request)
    const path = pathOf(request)
    if (!this.#parts || this.#phase !== 'serving') return refuse(socket, '503 Service Unavailable')
    if (refusal({ method: request.method ?? '', headers: request.headers, isUpgrade: true }, env().PUBLIC_URLS))
      return refuse(socket, '403 Forbidden')
    if (path === '/graphql') return this.#parts.graphqlUpgrade(request, socket, head)
    if (path.startsWith('/_next/') && this.#parts.pageUpgrade) return this.#parts.pageUpgrade(request, socket, head)
    return refuse(socket, '404 Not Found')
  }

  #serving(): Parts {
    if (this.#parts && this.#phase === 'serving') return this.#parts
    const headers = { 'retry-after': '1', connection: 'close' }
    throw new HttpError(503, 'UNAVAILABLE', `The server is ${this.#phase}.`, 'Try again in a second.', headers)
  }
}

/** The client of an answer that is not finished has gone when its connection closes. */
const whenGone = (response: ServerResponse) => (gone: () => void) => {
  response.once('close', gone)
  return () => void response.off('close', gone)
}

function pathOf(request: IncomingMessage) {
  return (request.url ?? '/').split('?', 1)[0] || '/'
}

function routeOf(path: string) {
  if (path === '/graphql' || path === '/mcp' || path === '/healthz' || path === '/readyz' || path === '/metrics') return path
  if (path.startsWith('/api/')) return '/api'
  if (path.startsWith('/files/')) return '/files'
  return path.startsWith('/_next/') ? '/_next' : 'page'
}

/** The path without its query, which may hold a one-time secret. */
function report(route: string, request: IncomingMessage, response: ServerResponse, startedAt: number) {
  observe(route, request, response, startedAt)
  const level = route === '/graphql' || route === '/mcp' || route === '/api' || route === '/files' ? 'info' : 'debug'
  const ms = Math.round(performance.now() - startedAt)
  log[level]({ ...requestContext(), method: request.method, path: pathOf(request), status: response.statusCode, ms }, 'request')
}

function refuse(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
