import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'

const FIRST_QUERY = `# What waits for you, and who you are.
{
  me { handle name }
  unreadCount
}
`

/** The explorer of the API. Its script and styles come from the installed package and stand in the page, under a nonce. */
export async function graphiqlPage(response: ServerResponse) {
  // Loaded when it is first asked for: it is nine megabytes.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const nonce = randomBytes(16).toString('base64')
  const html = renderGraphiQL({
    title: 'Task Orchestrator · GraphiQL',
    defaultQuery: FIRST_QUERY,
    subscriptionsProtocol: 'WS',
    shouldPersistHeaders: false,
  })
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(nonce) })
  response.end(html.replace('<script>', () => `<script nonce="${nonce}">`))
}

function policy(nonce: string) {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' blob:`,
    'worker-src blob:',
    // The editor writes its styles while it runs.
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
