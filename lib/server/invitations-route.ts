import type { IncomingMessage, ServerResponse } from 'node:http'
import { factsOf } from '#lib/auth/callers.ts'
import { acceptInvitation, findInvitation } from '#lib/auth/invitations.ts'
import { answerSignedIn } from './auth-route.ts'
import { HttpError, readJson, requireMethod, sendJson } from './respond.ts'
import { headersOf } from './web.ts'

/** GET shows whom a link is for; POST sets the password, once, and signs in. */
export async function invitationsRoute(request: IncomingMessage, response: ServerResponse) {
  requireMethod(request, 'GET', 'POST')
  if (request.method === 'POST') {
    return answerSignedIn(request, response, await acceptInvitation(await readJson(request), factsOf(headersOf(request))))
  }
  const secret = new URLSearchParams(request.url?.split('?')[1]).get('secret')
  const invited = secret ? await findInvitation(secret) : null
  if (!invited)
    throw new HttpError(404, 'NOT_FOUND', 'This link was used, has expired or never existed.', 'Ask an administrator for a new one.')
  sendJson(response, 200, invited)
}
