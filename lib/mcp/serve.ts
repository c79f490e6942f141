import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '#lib/auth/caller.ts'
import { env } from '#lib/env.ts'
import { HttpError, readJson, requireMethod } from '#lib/server/respond.ts'
import { headersOf, sendWebResponse } from '#lib/server/web.ts'
import { answer, type Offer } from './answer.ts'

/** The most bytes of a message, and of one for a tool that takes whole plans. */
const BODY_LIMIT = 1_000_000
const LARGE_BODY_LIMIT = 4_000_000

/**
 * MCP over Streamable HTTP without sessions: every POST is answered by itself, with JSON, by any node. There is no stream to open (GET)
 * and no session to end (DELETE).
 */
export function mcpHandler(offer: Offer) {
  return async (request: IncomingMessage, response: ServerResponse, { caller }: { caller: Caller }) => {
    requireMethod(request, 'POST')
    requireOurOrigin(request)
    // A request that announces nothing is cut off at the usual size.
    const isLarge = Number(request.headers['content-length'] ?? 0) > BODY_LIMIT
    const message = await readJson(request, isLarge ? LARGE_BODY_LIMIT : BODY_LIMIT)
    // Many calls in one request would count as one for the rate limit; the protocol has dropped batches as well.
    if (Array.isArray(message)) throw new HttpError(400, 'BAD_REQUEST', 'This is a batch of messages.', 'Send one message a request.')
    if (isLarge && !takesLarge(offer, message))
      throw new HttpError(413, 'LIMIT_EXCEEDED', `The message has more than ${BODY_LIMIT} bytes.`, 'Send less at once.')
    const posted = new Request(`${env().PUBLIC_URLS[0]}/mcp`, { method: 'POST', headers: headersOf(request) })
    await sendWebResponse(response, await answer(offer, caller, posted, message))
  }
}

function takesLarge({ tools }: Offer, message: unknown) {
  const { params } = (message ?? {}) as { params?: { name?: unknown } | null }
  return tools.some((tool) => tool.isLarge && tool.name === params?.name)
}

/** Stricter than elsewhere, as the protocol asks: even with a token no page of another origin may call. */
function requireOurOrigin({ headers: { origin } }: IncomingMessage) {
  if (origin === undefined || env().PUBLIC_URLS.includes(origin)) return
  throw new HttpError(403, 'FORBIDDEN', 'This request comes from a page of another origin.', 'Call from a program, or from our own pages.')
}
