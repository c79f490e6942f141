import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { listeningOn } from '#lib/env.ts'
import { close } from '#lib/server/drain.ts'
import { Site } from '#lib/server/site.ts'
import { FILES } from '#lib/transfer/files.ts'
import { papers } from './papers.ts'
import { serveSockets } from './sockets.ts'
import type { Answer } from './testing.ts'
import { type ApiOptions, createApi } from './yoga.ts'

/** The real site on a free port with the real API, as server.ts puts them together; its pages are empty. */
export async function openServer(options: ApiOptions = { ratePerSecond: 1_000_000 }) {
  const api = createApi(options)
  const site = new Site()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256_000, perMessageDeflate: false })
  const graphqlSockets = serveSockets(api.wsOptions, sockets, 15_000)
  site.server.listen(0, '127.0.0.1')
  await once(site.server, 'listening')
  const { port } = site.server.address() as AddressInfo
  listeningOn(port)
  site.open({
    graphql: api.yoga,
    graphqlUpgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request)),
    mcp: api.mcp,
    files: FILES,
    papers: papers(`http://127.0.0.1:${port}`),
    page: (_, response) => response.end(),
    pageUpgrade: null,
  })
  return {
    port,
    sockets,
    url: `http://127.0.0.1:${port}/graphql`,
    socketUrl: `ws://127.0.0.1:${port}/graphql`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await graphqlSockets.dispose()
      await close(site.server)
    },
  }
}

/** One request as a client sends it. `body` goes as it is, anything else as JSON. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, ...(text.startsWith('{') ? (JSON.parse(text) as Answer) : {}) }
}
