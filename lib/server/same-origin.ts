import type { IncomingHttpHeaders } from 'node:http'

export interface Arrival {
  method: string
  headers: IncomingHttpHeaders
  isUpgrade: boolean
}

/**
 * Why a request is refused, or null. The Host must be one of ours, or a name that was made to point here could read pages as us.
 * What a browser sends with a cookie must come from our own pages, unless it is a plain GET; whoever shows a bearer token is no browser
 * that was tricked.
 * @param origins the origins of PUBLIC_URL
 */
export function refusal({ method, headers, isUpgrade }: Arrival, origins: readonly string[]): string | null {
  if (!isOurHost(headers.host, origins)) return 'This server does not answer under that host name. PUBLIC_URL names those it has.'
  if (isReading(method) && !isUpgrade) return null
  if (/^bearer /i.test(headers.authorization ?? '')) return null
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined) {
    // A socket without a cookie shows its token in its first message.
    if (origins.includes(headers.origin) || (isUpgrade && !headers.cookie)) return null
    return 'This request comes from a page of another origin.'
  }
  if (site === 'same-origin') return null
  const isFromBrowser = headers.cookie !== undefined || (site !== undefined && site !== 'none')
  return isFromBrowser ? 'A request with a cookie must say that it comes from our own pages (Origin or Sec-Fetch-Site).' : null
}

export function isOurHost(host: string | undefined, origins: readonly string[]) {
  return host !== undefined && origins.some((origin) => hosts(new URL(origin)).includes(host.toLowerCase()))
}

const isReading = (method: string) => method === 'GET' || method === 'HEAD'

/** Clients leave the scheme's own port out or say it. */
function hosts(origin: URL) {
  const standard = origin.protocol === 'https:' ? '443' : '80'
  return origin.port ? [origin.host] : [origin.host, `${origin.host}:${standard}`]
}
