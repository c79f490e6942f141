import type { IncomingMessage, ServerResponse } from 'node:http'
import { ADDRESS_HEADER, factsOf } from '#lib/auth/callers.ts'
import { isCodeNeeded, isSetupCode, isSetupNeeded, setUp } from '#lib/auth/setup.ts'
import { attempt } from '#lib/auth/throttle.ts'
import { answerSignedIn, sendTooMany } from './auth-route.ts'
import { HttpError, readJson, requireMethod, sendJson } from './respond.ts'
import { headersOf } from './web.ts'

/** GET says whether the first administrator is still missing; POST makes it and signs in. */
export async function setupRoute(request: IncomingMessage, response: ServerResponse) {
  requireMethod(request, 'GET', 'POST')
  if (request.method === 'GET') return sendJson(response, 200, { needed: await isSetupNeeded(), codeNeeded: isCodeNeeded() })
  const input = await readJson(request)
  if (!(await isSetupNeeded())) throw alreadyDone()
  if (isCodeNeeded()) {
    const tried = await attempt(String(request.headers[ADDRESS_HEADER] ?? ''), 'setup code')
    if (!('succeeded' in tried)) return sendTooMany(response, tried.retryAfterSeconds)
    if (!isSetupCode(codeIn(input))) {
      throw new HttpError(403, 'FORBIDDEN', 'The one-time code is missing or wrong.', "Copy it from the output of the server's start.")
    }
    await tried.succeeded()
  }
  const result = await setUp(input, factsOf(headersOf(request)))
  if (!result.done) throw alreadyDone()
  return answerSignedIn(request, response, result)
}

const alreadyDone = () =>
  new HttpError(
    409,
    'ALREADY_EXISTS',
    'This installation has its first administrator.',
    'Sign in, or ask an administrator for an invitation.',
  )

const codeIn = (input: unknown) => (input !== null && typeof input === 'object' && 'code' in input ? input.code : undefined)
