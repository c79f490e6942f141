import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '#lib/testing/browser.ts'
import { browserSpecs, inParts } from './browser-parts.ts'
import { bin, run } from './run.ts'
import { browserCounts, browserFailures, FAILED, readReport, type Counts, type Failure } from './test-counts.ts'

/** Each part has an installation of its own, which the journey fills first. Two run at a time; small parts keep both busy to the end. */
const PARTS = 4
const AT_ONCE = 2
const FIRST_PORT = 3210

/** Runs the browser tests, and finds or installs a browser for them. `reports` is a folder for what the runner says of them. */
export async function testBrowser(reports: string): Promise<{ counts: Counts; failures: Failure[] }> {
  if (!findBrowser()) await installBrowser()
  if (!findBrowser()) {
    process.stderr.write('No browser was found or could be installed. Name one with PLAYWRIGHT_CHROMIUM.\n')
    return { counts: FAILED, failures: [] }
  }
  const left = [...inParts(browserSpecs(), PARTS).entries()]
  const ran: Awaited<ReturnType<typeof runPart>>[] = []
  const lane = async () => {
    for (let part = left.shift(); part !== undefined; part = left.shift())
      ran.push(await runPart(...part, join(reports, `browser ${part[0]}.json`)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const sum = (of: keyof Counts) => ran.reduce((total, { counts }) => total + counts[of], 0)
  return { counts: { passed: sum('passed'), failed: sum('failed') }, failures: ran.flatMap(({ failures }) => failures) }
}

async function runPart(part: number, specs: string[], file: string) {
  const env = { E2E_REPORT: file, E2E_PORT: String(FIRST_PORT + part) }
  const isGood = await run(bin('playwright'), ['test', ...specs.map((spec) => `e2e/${spec}`)], env)
  const report = readReport(file)
  return { counts: browserCounts(report, isGood), failures: browserFailures(report) }
}

async function installBrowser() {
  if ((await run(bin('playwright'), ['install', 'chromium'])) && findBrowser()) return
  // Playwright's download may be out of reach where the distribution's packages are not.
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  await run('apt-get', ['update'])
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
}
