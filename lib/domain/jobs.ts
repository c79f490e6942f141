import { keepJob } from '#lib/jobs.ts'
import { sweepKeys } from '#lib/sweep-keys.ts'
import { reap } from './claim/reap.ts'
import { runHooks } from './hook/after.ts'
import { openHookGates } from './hook/gates.ts'
import { deliverWebhooks } from './webhook/deliver.ts'
import { sweepDeliveries } from './webhook/sweep.ts'

/** Whatever runs by itself beside the API, on one node at a time. Answers the function that stops it all. */
export function startJobs(): () => Promise<void> {
  openHookGates()
  const stops = [
    keepJob({ name: 'reaper', everyMs: 5_000, run: reap }),
    keepJob({ name: 'idempotency-keys', everyMs: 3600_000, run: sweepKeys }),
    keepJob({ name: 'hooks', everyMs: 60_000, run: runHooks }),
    keepJob({ name: 'webhooks', everyMs: 5_000, run: deliverWebhooks }),
    keepJob({ name: 'webhook-log', everyMs: 3600_000, run: sweepDeliveries }),
  ]
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}
