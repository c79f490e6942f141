import { gzipSync } from 'node:zlib'
import type { BrowserContext, Request } from '@playwright/test'

interface Felt {
  lcp: number
  cls: number
}
declare global {
  interface Window {
    felt: Felt
  }
}

/** Loads a page several times with an empty cache; its script is everything that came until the network was still. */
export async function visit(context: BrowserContext, address: string, times: number) {
  const lcp: number[] = []
  const cls: number[] = []
  let scriptKb = 0
  for (let i = 0; i < times; i++) {
    const page = await context.newPage()
    await (await context.newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true })
    const scripts: Request[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request)
    })
    await page.addInitScript(watch)
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForLoadState('networkidle')
    const felt = await page.evaluate(() => window.felt)
    lcp.push(felt.lcp)
    cls.push(felt.cls)
    const sizes = await Promise.all(scripts.map(gzipped))
    scriptKb = sizes.reduce((sum, size) => sum + size, 0) / 1000
    await page.close()
  }
  return { lcp, cls, scriptKb }
}

function watch() {
  window.felt = { lcp: 0, cls: 0 }
  new PerformanceObserver((list) => {
    window.felt.lcp = list.getEntries().at(-1)?.startTime ?? window.felt.lcp
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput) window.felt.cls += Number(entry.value)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

async function gzipped(script: Request) {
  const response = await script.response()
  return response ? gzipSync(await response.body()).length : 0
}
