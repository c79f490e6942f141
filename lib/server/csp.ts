import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'

/** Headers of every answer. Routes may replace the policy, as GraphiQL's page does. */
export function setSecurityHeaders(response: ServerResponse) {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  if (env().PUBLIC_URLS.every((origin) => origin.startsWith('https:'))) response.setHeader('strict-transport-security', 'max-age=31536000')
}

/** A page's policy with a nonce of its own. Next reads the nonce from the request and puts it on its scripts; pages read their own address. */
export function setPagePolicy(request: IncomingMessage, response: ServerResponse) {
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy(nonce, env().NODE_ENV === 'production')
  request.headers['x-nonce'] = nonce
  request.headers['x-path'] = request.url ?? '/'
  request.headers['content-security-policy'] = policy
  response.setHeader('content-security-policy', policy)
}

export function pagePolicy(nonce: string, isProduction: boolean) {
  // Hot reload evaluates what it fetches; nothing in production does.
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${isProduction ? '' : " 'unsafe-eval'"}`
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // The graph and the widgets place themselves by style attributes, which have no nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
