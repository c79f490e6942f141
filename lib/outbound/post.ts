import { lookup } from 'node:dns/promises'
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type BlockList, type LookupFunction } from 'node:net'
import { storable } from '#lib/text.ts'
import { mayReach } from './networks.ts'
import { retryAfterOf } from './retry-after.ts'

const MAX_REDIRECTS = 3
const MAX_ANSWER = 2_000

export interface Resolved {
  address: string
  family: number
}

export interface Post {
  url: string
  body: string
  headers: Record<string, string>
  /** Networks that may be reached although they are not public. */
  allowed: BlockList
  /** From the look-up of the name to the end of the answer, over all redirects. */
  timeoutMs: number
  signal?: AbortSignal
  resolve?: (name: string) => Promise<Resolved[]>
}

/** What came of it. `status` is null when there was no answer; `error` says why, or why the answer is not taken. */
export interface Posted {
  status: number | null
  /** How the answer began. */
  answer: string
  error: string
  /** How long the receiver asks to be left alone, in milliseconds; null when it does not. */
  retryAfterMs: number | null
}

class Refused extends Error {}

/**
 * Posts to an address that somebody has entered. Each name is resolved once, every address that it has must be reachable by the rules,
 * and the connection goes to those very addresses, whatever the name resolves to by then; the same for each redirect.
 */
export async function post({ url, timeoutMs, signal, ...rest }: Post): Promise<Posted> {
  const late = AbortSignal.timeout(timeoutMs)
  const ending = signal ? AbortSignal.any([late, signal]) : late
  try {
    return await hop(new URL(url), { ...rest, ending }, 0)
  } catch (error) {
    return failed(late.aborted ? `There was no answer within ${timeoutMs / 1000} s.` : faultOf(error))
  }
}

const failed = (error: string, status: number | null = null): Posted => ({ status, answer: '', error, retryAfterMs: null })

type Hop = Pick<Post, 'body' | 'headers' | 'allowed' | 'resolve'> & { ending: AbortSignal }

async function hop(url: URL, request: Hop, redirects: number): Promise<Posted> {
  const addresses = await during(request.ending, reachable(url, request))
  const answer = await send(url, addresses, request)
  const status = answer.statusCode ?? 0
  const to = answer.headers.location
  if (status === 307 || status === 308) {
    answer.destroy()
    if (to === undefined || !URL.canParse(to, url)) return failed('It redirects to nowhere.', status)
    if (redirects === MAX_REDIRECTS) return failed(`It redirects more than ${MAX_REDIRECTS} times.`, status)
    const next = new URL(to, url)
    if (url.protocol === 'https:' && next.protocol !== 'https:') return failed('It redirects from https to http.', status)
    return hop(next, request, redirects + 1)
  }
  const text = await beginning(answer)
  const error = status >= 300 && status < 400 ? 'It redirects without taking the body along; use 307 or 308.' : ''
  return { status, answer: text, error, retryAfterMs: retryAfterOf(status, answer.headers) }
}

async function reachable(url: URL, { allowed, resolve = namesOf }: Hop): Promise<Resolved[]> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Refused('Only http and https can be reached.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host)
  const barred = addresses.find(({ address }) => !mayReach(address, allowed))
  if (barred) throw new Refused(`${host} is at ${barred.address}, which is not a public address.`)
  if (addresses.length === 0) throw new Refused(`The name ${host} has no address.`)
  return addresses
}

const namesOf = (name: string): Promise<Resolved[]> => lookup(name, { all: true, verbatim: true })

/** The answer once its head is there. The connection is its own: one that is kept open was made for another look-up. */
function send(url: URL, addresses: readonly Resolved[], { body, headers, ending }: Hop): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    lookup: pinned,
    agent: false,
    signal: ending,
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, options)
    request.on('error', reject).on('response', resolve)
    request.end(body)
  })
}

/** An answer that does not end, or breaks off, has been given all the same. */
async function beginning(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (length >= MAX_ANSWER) break
    }
  } catch {
    // What came before stands.
  }
  answer.destroy()
  return storable(Buffer.concat(parts).subarray(0, MAX_ANSWER).toString('utf8'))
}

function during<T>(ending: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (ending.aborted) reject(new Error('aborted'))
    ending.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
    work.then(resolve, reject)
  })
}

const FAULTS: Record<string, string> = {
  ENOTFOUND: 'Its name is not known.',
  EAI_AGAIN: 'Its name could not be looked up.',
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection broke off.',
  EHOSTUNREACH: 'There is no way to it.',
  ENETUNREACH: 'There is no way to it.',
  ETIMEDOUT: 'The connection could not be made in time.',
}

function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be sent.'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return FAULTS[code] ?? (error instanceof Refused ? error.message : `It could not be sent: ${code || error.message}.`)
}
