import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A machine that webhooks are sent to. It takes everything until `status` says otherwise. */
export class Receiver {
  readonly received: { headers: IncomingHttpHeaders; body: string }[] = []
  status = 200
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => {
        this.received.push({ headers: request.headers, body })
        response.writeHead(this.status).end(this.status === 200 ? 'ok' : 'The line is shut.')
      })
    })
  }

  static async open() {
    const receiver = new Receiver()
    receiver.#server.listen(0, '127.0.0.1')
    await once(receiver.#server, 'listening')
    return receiver
  }

  get url() {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`
  }

  async close() {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
