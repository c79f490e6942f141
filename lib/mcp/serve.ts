import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '#lib/auth/caller.ts'
import { env } from '#lib/env.ts'
import { HttpError, readJson, requireMethod } from '#lib/server/respond.ts'
import { headersOf, sendWebResponse } from '#lib/server/web.ts'
import { answer, type Offer } from './answer.ts'

/** A plan of 500 tasks is the largest thing that a tool takes. */
const BODY_LIMIT = 4_000_000

/**
 * MCP over Streamable HTTP without sessions: every POST is answered by itself, with JSON, by any node. There is no stream to open (GET)
 * and no session to end (DELETE).
 */
export function mcpHandler(offer: Offer) {
  return async (request: IncomingMessage, response: ServerResponse, { caller }: { caller: Caller }) => {
    requireMethod(request, 'POST')
    requireOurOrigin(request)
    const message = await readJson(request, BODY_LIMIT)
    // Many calls in one request would count as one for the rate limit; the protocol has dropped batches as well.
    if (Array.isArray(message)) throw new HttpError(400, 'BAD_REQUEST', 'This is a batch of messages.', 'Send one message a request.')
    const posted = new Request(`${env().PUBLIC_URLS[0]}/mcp`, { method: 'POST', headers: headersOf(request) })
    await sendWebResponse(response, await answer(offer, caller, posted, message))
  }
}

/** Stricter than elsewhere, as the protocol asks: even with a token no page of another origin may call. */
function requireOurOrigin({ headers: { origin } }: IncomingMessage) {
  if (origin === undefined || env().PUBLIC_URLS.includes(origin)) return
  throw new HttpError(403, 'FORBIDDEN', 'This request comes from a page of another origin.', 'Call from a program, or from our own pages.')
}
