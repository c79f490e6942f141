import { Agent, request } from 'node:http'
import type { Request } from './operations.ts'

export interface Sample {
  /** Milliseconds. */
  p50: number
  p95: number
  perSecond: number
  /** Of an answer's body, on average. */
  bytes: number
}

/** Sends the requests over so many kept connections, one at a time on each. */
export async function drive(url: string, requests: readonly Request[], clients: number): Promise<Sample> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const waiting = [...requests]
  const times: number[] = []
  let bytes = 0
  const client = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const start = performance.now()
      const length = await send(url, agent, next)
      times.push(performance.now() - start)
      bytes += length
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { ...quantiles(times), perSecond: requests.length / seconds, bytes: bytes / requests.length }
}

export function quantiles(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

/** Answers the length of the body. Throws when it is not what a success looks like: a fast refusal is no result. */
function send(url: string, agent: Agent, { document, variables, token }: Request): Promise<number> {
  const body = JSON.stringify({ query: document, variables })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => (isGood(text) ? resolve(Buffer.byteLength(text)) : reject(new Error(text.slice(0, 500)))))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export const isGood = (text: string) => !text.includes('"errors":[') && (text.includes('Success"') || text.includes('"nodes":['))
