import pg from 'pg'

export const CHANNEL = 'task_orchestrator'

const POLL_MS = 5000
const RECONNECT_MS = 500

/**
 * Hears the notifications of every process on this database, our own included. `null` says that something may have been missed:
 * after a lost connection, and every 5 s.
 */
export function listen(url: string, wake: (payload: string | null) => void): () => Promise<void> {
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const connect = async () => {
    const mine = new pg.Client({ connectionString: url, keepAlive: true })
    client = mine
    mine.on('notification', ({ payload }) => wake(payload ?? null))
    mine.on('error', () => lost(mine))
    mine.on('end', () => lost(mine))
    try {
      await mine.connect()
      await mine.query(`LISTEN ${CHANNEL}`)
      wake(null)
    } catch {
      lost(mine)
    }
  }
  const lost = (mine: pg.Client) => {
    if (client !== mine) return
    client = null
    void mine.end().catch(() => {})
    if (!stopped) retry = setTimeout(connect, RECONNECT_MS).unref()
  }

  const connecting = connect()
  const poll = setInterval(() => wake(null), POLL_MS).unref()
  return async () => {
    stopped = true
    clearInterval(poll)
    clearTimeout(retry)
    await connecting
    const last = client
    client = null
    await last?.end().catch(() => {})
  }
}
