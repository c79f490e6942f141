// npm test: every suite on both databases and in a real browser; the last line is "N passed, N failed".
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres, type Postgres } from '#lib/testing/postgres.ts'
import { testBrowser } from './browser-tests.ts'
import { isBuilt, isGenerated } from './sources.mjs'
import { afterSecondTry, FAILED, readReport, unitCounts, unitFailures, type Counts, type Failure } from './test-counts.ts'
import { bin, root, run } from './run.ts'

const reports = mkdtempSync(join(tmpdir(), 'task-orchestrator-reports-'))
const { values } = parseArgs({ options: { full: { type: 'boolean' } } })
if (values.full) process.env.ROUNDS = 'full'

const results: { suite: string; counts: Counts }[] = []
const failures: { tried: string; failure: Failure }[] = []
const note = (suite: string, counts: Counts) => results.push({ suite, counts })

if (!isGenerated()) await run(process.execPath, ['prisma/tools/generate.mjs'])
// First, because some tests start the whole server.
if (!isBuilt() && !(await run(process.execPath, ['lib/commands/build.mjs']))) note('build', FAILED)
const postgres = await preparePostgres()
note('unit and API', await testUnits())
await postgres?.stop()
const browser = await testBrowser(reports)
note('browser', browser.counts)
failures.push(...browser.failures.map((failure) => ({ tried: 'failed in the browser', failure })))
rmSync(reports, { recursive: true, force: true })

process.stdout.write('\n')
for (const { tried, failure } of failures) {
  process.stdout.write(`${tried}: ${relative(root, failure.file)} › ${failure.title}\n${indent(failure.message)}\n`)
}
for (const { suite, counts } of results) process.stdout.write(`${suite}: ${counts.passed} passed, ${counts.failed} failed\n`)
const sum = (of: keyof Counts) => results.reduce((total, { counts }) => total + counts[of], 0)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1)

/** TEST_DATABASE_URL names a server to use; otherwise one is started from the npm package. Without PostgreSQL the run has failed. */
async function preparePostgres(): Promise<Postgres | null> {
  if (process.env.TEST_DATABASE_URL) return null
  try {
    const server = await startPostgres()
    process.env.TEST_DATABASE_URL = server.url
    return server
  } catch (error) {
    process.stderr.write(`PostgreSQL could not be started: ${String(error)}\nName a server with TEST_DATABASE_URL instead.\n`)
    note('PostgreSQL', FAILED)
    return null
  }
}

/**
 * A file with a failure is run once more, with nothing beside it: a machine that stood still for a while fails no run, a fault does.
 * What failed at first is named at the end of the run, whether it passed then or not.
 */
async function testUnits(): Promise<Counts> {
  const first = await runVitest('first try')
  const files = [...new Set(failures.map(({ failure }) => failure.file))]
  if (first.failed === 0 || files.length === 0) return first
  process.stdout.write(`\nOnce more, by themselves: ${files.map((file) => relative(root, file)).join(', ')}\n`)
  return afterSecondTry(first, await runVitest('second try', ['--no-file-parallelism', ...files]))
}

async function runVitest(tried: string, options: string[] = []): Promise<Counts> {
  const file = join(reports, `vitest ${tried}.json`)
  const isGood = await run(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...options])
  const report = readReport(file)
  failures.push(...unitFailures(report).map((failure) => ({ tried: `failed on the ${tried}`, failure })))
  return unitCounts(report, isGood)
}

/** The head of an error is enough to find its place; the whole of it stands above, in the run. */
function indent(text: string) {
  const own = text.split('\n').filter((line) => !line.includes('node_modules'))
  return own.join('\n').slice(0, 800).replace(/^/gm, '    ')
}
