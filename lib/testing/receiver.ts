import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
  path: string
}

/** A machine that webhooks are sent to. `answer` decides what it says; by default it takes everything. */
export async function openReceiver(
  answer: (response: ServerResponse, count: number) => unknown = (response) => response.end('ok'),
  host = '127.0.0.1',
) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      received.push({ headers: request.headers, body, path: request.url ?? '' })
      void answer(response, received.length)
    })
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    received,
    port,
    url: `http://${host}:${port}/hook`,
    answer: (other: typeof answer) => void (answer = other),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
