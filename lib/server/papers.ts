import type { IncomingMessage, ServerResponse } from 'node:http'
import { requireMethod } from './respond.ts'

/** A text that anybody may read. */
export interface Paper {
  type: string
  text: string
}
export type Papers = ReadonlyMap<string, Paper>

export function sendPaper(request: IncomingMessage, response: ServerResponse, { type, text }: Paper) {
  requireMethod(request, 'GET', 'HEAD')
  const body = Buffer.from(text)
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-length': body.length, 'cache-control': 'no-cache' })
  response.end(request.method === 'HEAD' ? undefined : body)
}
