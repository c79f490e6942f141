import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest } from '#lib/auth/from-request.ts'
import { listeningOn } from '#lib/env.ts'
import { sendJson } from '#lib/server/respond.ts'
import { Site, type Parts } from '#lib/server/site.ts'
import { headersOf } from '#lib/server/web.ts'

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** The real site on a free port. Its `/graphql` says who calls, its pages are empty, and `/slow` answers when told. */
export async function openSite({ files = new Map(), bodyMs }: Partial<Pick<Parts, 'files'>> & { bodyMs?: number } = {}) {
  const site = new Site(bodyMs)
  const slow: (() => void)[] = []
  site.server.listen(0, '127.0.0.1')
  await once(site.server, 'listening')
  const { port } = site.server.address() as AddressInfo
  listeningOn(port)
  site.open({
    graphql: async (request, response) => {
      const headers = headersOf(request)
      sendJson(response, 200, { caller: await callerFromRequest(headers, factsOf(headers)) })
    },
    graphqlUpgrade: (_, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    mcp: (_, response) => response.end(),
    files,
    papers: new Map(),
    page: (request, response) => {
      const end = () => response.end(String(request.headers['x-nonce']))
      if (request.url === '/slow') slow.push(end)
      else end()
    },
    pageUpgrade: null,
  })
  return { site, port, origin: `http://127.0.0.1:${port}`, finishSlow: () => slow.forEach((end) => end()) }
}

/** Plain HTTP, with every header as given: fetch sets some of its own and forbids others. */
export async function send(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; json?: unknown; body?: string } = {},
) {
  const body = options.json === undefined ? options.body : JSON.stringify(options.json)
  const headers = { ...(options.json === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers }
  const request = httpRequest({
    port,
    host: '127.0.0.1',
    path,
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    agent: false,
  })
  request.end(body)
  return new Promise<Answered>((resolve, reject) => {
    request.on('error', reject)
    request.on(
      'upgrade',
      (response, socket) => (socket.destroy(), resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })),
    )
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
  })
}

/** The session cookie of an answer, as a browser would send it back. */
export const cookieOf = ({ headers }: Answered) => (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
