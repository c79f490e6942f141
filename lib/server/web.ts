import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'

export function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value))
  return headers
}

/** The request as fetch's type, with the body that has been read from it. */
export function asWebRequest(request: IncomingMessage, path: string, body?: Buffer): Request {
  const headers = headersOf(request)
  headers.delete('content-length')
  if (body) headers.set('content-type', 'application/json')
  const query = request.url?.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
  const url = `${env().PUBLIC_URLS[0]}${path}${query}`
  return body ? new Request(url, { method: 'POST', headers, body: new Uint8Array(body) }) : new Request(url, { headers })
}

export async function sendWebResponse(response: ServerResponse, answer: Response) {
  response.statusCode = answer.status
  answer.headers.forEach((value, name) => void (name === 'set-cookie' || response.setHeader(name, value)))
  response.setHeader('set-cookie', answer.headers.getSetCookie())
  response.setHeader('cache-control', 'no-store')
  response.end(Buffer.from(await answer.arrayBuffer()))
}
