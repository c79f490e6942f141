/** Issues over the REST API that GitHub has, and Gitea and Forgejo after it. */
export interface Issue {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  /** Why it was closed: `completed`, `not_planned`; not every tracker says. */
  reason: string | null
  labels: string[]
  url: string
  updatedAt: string
}
export interface IssuePatch {
  title?: string
  body?: string
  state?: Issue['state']
  state_reason?: string
  labels?: string[]
}

/** The tracker answered, and will answer the same next time. */
export class RefusedByTracker extends Error {
  override name = 'RefusedByTracker'
}

const PAGE = 100
const WAIT_MS = 8_000

export class Tracker {
  readonly #base: string
  readonly #token: string

  constructor(base: string, token: string, repository: string) {
    const [owner = '', name = '', ...more] = repository.split('/')
    if (!owner || !name || more.length > 0) throw new Error(`"${repository}" is no repository: write owner/name.`)
    this.#base = `${base.replace(/\/+$/, '')}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/issues`
    this.#token = token
  }

  /** The issues that changed at `since` or later, a page at a time, the one that changed longest ago first. Pull requests are no issues. */
  async *changedSince(since: string | null, label: string): AsyncGenerator<Issue[]> {
    for (let page = 1; ; page++) {
      const query = new URLSearchParams({
        state: since ? 'all' : 'open',
        sort: 'updated',
        direction: 'asc',
        per_page: String(PAGE),
        page: String(page),
      })
      if (since) query.set('since', since)
      if (label) query.set('labels', label)
      const rows = (await this.#send('GET', `?${query}`)) as Raw[]
      yield rows.filter((row) => row.pull_request === undefined || row.pull_request === null).map(issueOf)
      if (rows.length < PAGE) return
    }
  }

  get = async (number: number) => issueOf((await this.#send('GET', `/${number}`)) as Raw)
  create = async (fields: IssuePatch) => issueOf((await this.#send('POST', '', fields)) as Raw)
  change = async (number: number, fields: IssuePatch) => issueOf((await this.#send('PATCH', `/${number}`, fields)) as Raw)
  comment = async (number: number, body: string) => void (await this.#send('POST', `/${number}/comments`, { body }))

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const headers = {
      accept: 'application/json',
      'user-agent': 'task-orchestrator',
      ...(this.#token && { authorization: `Bearer ${this.#token}` }),
      ...(body && { 'content-type': 'application/json' }),
    }
    const request = { method, headers, signal: AbortSignal.timeout(WAIT_MS), ...(body && { body: JSON.stringify(body) }) }
    const response = await fetch(`${this.#base}${path}`, request).catch((error: Error) => {
      throw new Error(`The tracker cannot be reached: ${error.cause instanceof Error ? error.cause.message : error.message}`)
    })
    if (response.ok) return response.json()
    const fault = `The tracker answered ${response.status} to ${method} ${path.split('?')[0] || '/'}: ${(await response.text()).slice(0, 200)}`
    // What was asked for is wrong or gone; anything else (its faults, limits, our token) may be right next time.
    throw [400, 404, 410, 422].includes(response.status) ? new RefusedByTracker(fault) : new Error(fault)
  }
}

interface Raw {
  number: number
  title: string
  body: string | null
  state: string
  state_reason?: string | null
  labels: (string | { name: string })[]
  html_url: string
  updated_at: string
  pull_request?: unknown
}

const issueOf = (raw: Raw): Issue => ({
  number: raw.number,
  title: raw.title,
  body: raw.body ?? '',
  state: raw.state === 'closed' ? 'closed' : 'open',
  reason: raw.state_reason ?? null,
  labels: raw.labels.map((label) => (typeof label === 'string' ? label : label.name)),
  url: raw.html_url,
  updatedAt: raw.updated_at,
})
