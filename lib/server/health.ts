import type { ServerResponse } from 'node:http'
import { db } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { sendJson } from './respond.ts'

const READ_TIMEOUT_MS = 2_000

/** Where the process stands. `starting` ends when the database is migrated and pages can be served. */
export type Phase = 'starting' | 'serving' | 'stopping'

/** The process lives. It asks the database nothing, so it never waits behind writes. */
export function healthz(response: ServerResponse) {
  sendJson(response, 200, { status: 'ok' })
}

/** The process should get requests: migrated, able to read, not stopping. */
export async function readyz(response: ServerResponse, phase: Phase) {
  if (phase !== 'serving') return sendJson(response, 503, { status: phase })
  const canRead = await within(READ_TIMEOUT_MS, db().workspace.count()).catch((error: unknown) => {
    log.warn({ err: error }, 'the database cannot be read')
    return null
  })
  sendJson(response, canRead === null ? 503 : 200, { status: canRead === null ? 'no database' : 'ready' })
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
