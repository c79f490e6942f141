import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

export interface Counts {
  passed: number
  failed: number
}

/** What did not even begin. */
export const FAILED: Counts = { passed: 0, failed: 1 }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})
interface Suite {
  file: string
  specs: { title: string; tests: { status: string; results: { error?: { message?: string } }[] }[] }[]
  suites?: Suite[]
}
const playwrightSuite: z.ZodType<Suite> = z.object({
  file: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(
        z.object({ status: z.string(), results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightSuites = z.object({ suites: z.array(playwrightSuite) })

/** A file that could not even be loaded has no tests, and counts as one that failed. */
export function unitCounts(report: unknown, isGood: boolean): Counts {
  const parsed = vitestReport.safeParse(report)
  if (!parsed.success) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = parsed.data
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
  return whole({ passed: numPassedTests, failed: numFailedTests + unloaded }, isGood)
}

export interface Failure {
  /** Path of the test file. */
  file: string
  title: string
  /** Of the error, with its stack. */
  message: string
}

/** A file that could not be loaded stands as one failure, titled by its path. */
export function unitFailures(report: unknown): Failure[] {
  const parsed = vitestReport.safeParse(report)
  if (!parsed.success) return []
  return parsed.data.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name: file, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [{ file, title: file, message }]
      return failed.map(({ fullName, failureMessages }) => ({ file, title: fullName.trim(), message: failureMessages.join('\n') }))
    })
}

/** What failed for good, and what passed on its second try: its status is then "flaky". */
export function browserFailures(report: unknown): Failure[] {
  const parsed = playwrightSuites.safeParse(report)
  return parsed.success ? parsed.data.suites.flatMap(failuresWithin) : []
}

function failuresWithin({ file, specs, suites = [] }: Suite): Failure[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => {
        const message = results.find(({ error }) => error)?.error?.message ?? ''
        return {
          file: `e2e/${file}`,
          title: status === 'flaky' ? `${title} (passed on the second try)` : title,
          message: stripVTControlCharacters(message),
        }
      }),
  )
  return [...own, ...suites.flatMap(failuresWithin)]
}

/** The files that had failed were run once more, by themselves: what failed again has failed. */
export function afterSecondTry(first: Counts, second: Counts): Counts {
  return { passed: Math.max(0, first.passed + first.failed - second.failed), failed: second.failed }
}

/** A test that passed on its second try has passed; Playwright's own report names it as flaky. */
export function browserCounts(report: unknown, isGood: boolean): Counts {
  const parsed = playwrightReport.safeParse(report)
  if (!parsed.success) return { passed: 0, failed: 1 }
  const { stats, errors } = parsed.data
  return whole({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }, isGood)
}

/** A run that ended badly has failed, whatever its report says. */
const whole = (counts: Counts, isGood: boolean): Counts => (isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 })

/** null when the runner never came to write it. */
export function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
