import { join } from 'node:path'
import { tmpdir } from 'node:os'

const port = process.env.E2E_PORT ?? '3210'
export const BASE_URL = `http://127.0.0.1:${port}`
/** Where the browser's cookies of the first administrator are kept between projects of a run. */
export const STATE = join(tmpdir(), `task-orchestrator-e2e-${port}.json`)
export const E2E_ENV = {
  PORT: port,
  HOST: '127.0.0.1',
  PUBLIC_URL: BASE_URL,
  DATA_DIR: join(tmpdir(), `task-orchestrator-e2e-${port}`),
  LOG_LEVEL: 'warn',
  PLUGINS: 'time-tracking',
  // Receivers of webhooks are on this machine.
  WEBHOOK_NETWORKS: '127.0.0.1',
}
export const ADMIN = { name: 'Ines Okafor', handle: 'ines', email: 'ines@example.test', password: 'correct horse battery staple' }
export const FIXTURE = 'lib/transfer/fixtures/beads-300.jsonl'
