import { monitorEventLoopDelay } from 'node:perf_hooks'

const EVERY_MS = 60_000
const RESOLUTION_MS = 10
/** The monitor's own pause is a part of what it measures. */
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
let lastMinute: { p99Ms: number; maxMs: number } | null = null
let openSockets = () => 0

/** Measures how long the process is busy with one thing, for as long as it runs. */
export function keepFigures(sockets: () => number) {
  openSockets = sockets
  delay.enable()
  const roll = () => {
    lastMinute = measured()
    delay.reset()
  }
  setInterval(roll, EVERY_MS).unref()
}

/** How this process is. The event loop: of the last full minute, else since the start; null when nobody measures. */
export function figures() {
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  return {
    node: process.version,
    startedAt: new Date(Date.now() - process.uptime() * 1000),
    memory: { rss, heapUsed, heapTotal },
    sockets: openSockets(),
    eventLoop: lastMinute ?? (delay.count ? measured() : null),
  }
}

const measured = () => ({ p99Ms: beyond(delay.percentile(99)), maxMs: beyond(delay.max) })
const beyond = (ns: number) => Math.max(0, ns / 1e6 - RESOLUTION_MS)
