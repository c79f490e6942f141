import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client'
import { bearer } from '#lib/auth/from-request.ts'
import { env } from '#lib/env.ts'
import { isFromThisMachine } from './client-address.ts'
import { HttpError } from './respond.ts'

const seconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer, by route class, method and status.',
  labelNames: ['route', 'method', 'status'] as const,
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
})

const sockets = new Gauge({ name: 'graphql_websockets', help: 'Open GraphQL WebSocket connections.' })

/** @param openSockets asked when the metrics are read */
export function startMetrics(openSockets: () => number) {
  collectDefaultMetrics()
  Object.assign(sockets, { collect: () => sockets.set(openSockets()) })
}

export function observe(route: string, request: IncomingMessage, response: ServerResponse, startedAt: number) {
  const method = request.method ?? ''
  seconds.observe(
    { route, method: METHODS.has(method) ? method : 'other', status: response.statusCode },
    (performance.now() - startedAt) / 1000,
  )
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** For this machine, and for whoever shows METRICS_TOKEN. */
export async function metrics(request: IncomingMessage, response: ServerResponse) {
  if (!isFromThisMachine(request) && !hasToken(request)) {
    throw new HttpError(
      401,
      'UNAUTHENTICATED',
      'Metrics are for this machine or a bearer token.',
      'Set METRICS_TOKEN and send it as a bearer token.',
    )
  }
  response.writeHead(200, { 'content-type': register.contentType, 'cache-control': 'no-store' })
  response.end(await register.metrics())
}

export function hasToken(request: IncomingMessage) {
  const expected = env().METRICS_TOKEN
  const given = bearer(request.headers.authorization ?? '')
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return expected !== undefined && given !== null && timingSafeEqual(digest(expected), digest(given))
}
