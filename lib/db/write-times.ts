import { createHistogram } from 'node:perf_hooks'

const took = createHistogram()
let waiting = 0

/** Runs a write that calls back when its turn has come, and notes how long it took with its wait and the disk. */
export async function timed<T>(write: (begun: () => void) => Promise<T>): Promise<T> {
  const asked = performance.now()
  let waits = 1
  waiting += 1
  const begun = () => {
    waiting -= waits
    waits = 0
  }
  try {
    return await write(begun)
  } finally {
    begun()
    took.record(Math.max(1, Math.round((performance.now() - asked) * 1000)))
  }
}

/** Since the process has started: writes, and how long they took from the call to the disk, in milliseconds. */
export const writesSoFar = () => ({
  waiting,
  writes: took.count,
  medianMs: took.count ? took.percentile(50) / 1000 : null,
  p99Ms: took.count ? took.percentile(99) / 1000 : null,
})
