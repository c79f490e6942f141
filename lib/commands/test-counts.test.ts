import { expect, it } from 'vitest'
import { afterSecondTry, browserCounts, browserFailures, unitCounts, unitFailures } from './test-counts.ts'

const passed = { name: '/a.test.ts', status: 'passed', message: '', assertionResults: [test('it holds', 'passed')] }
const unloaded = { name: '/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }
const unit = (over: object = {}) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  testResults: [passed],
  ...over,
})
const browser = (stats: object = {}, errors: unknown[] = []) => ({ stats: { expected: 3, unexpected: 0, flaky: 0, ...stats }, errors })

it('counts what passed and failed', () => {
  expect(unitCounts(unit({ numFailedTests: 2 }), false)).toEqual({ passed: 5, failed: 2 })
  expect(browserCounts(browser({ unexpected: 1, flaky: 1 }), false)).toEqual({ passed: 4, failed: 1 })
  expect([unitCounts(unit(), true), browserCounts(browser(), true)]).toEqual([
    { passed: 5, failed: 0 },
    { passed: 3, failed: 0 },
  ])
})

it('never calls a run good that ended badly, left no report or could not load a file', () => {
  expect(unitCounts(unit(), false)).toEqual({ passed: 5, failed: 1 })
  expect(unitCounts(null, true)).toEqual({ passed: 0, failed: 1 })
  expect(unitCounts(unit({ testResults: [unloaded] }), false)).toEqual({ passed: 5, failed: 1 })
  expect(browserCounts(browser({}, [{ message: 'no server' }]), false)).toEqual({ passed: 3, failed: 1 })
})

it('names what failed, and a file that could not be loaded by its path', () => {
  const failed = { ...passed, status: 'failed', assertionResults: [test('it holds', 'passed'), test('it breaks', 'failed', 'expected 1')] }
  expect(unitFailures(unit({ testResults: [passed, failed, unloaded] }))).toEqual([
    { file: '/a.test.ts', title: 'it breaks', message: 'expected 1' },
    { file: '/b.test.ts', title: '/b.test.ts', message: 'no such module' },
  ])
})

it('names what failed in the browser, and what needed its second try', () => {
  const spec = (title: string, status: string, ...errors: (string | undefined)[]) => ({
    title,
    tests: [{ status, results: errors.map((message) => (message ? { error: { message } } : {})) }],
  })
  const inner = { title: '/inbox', file: 'inbox.spec.ts', specs: [spec('it hangs', 'flaky', '\u001b[31mtoo late', undefined)] }
  const outer = {
    file: 'inbox.spec.ts',
    specs: [spec('it holds', 'expected', undefined), spec('it breaks', 'unexpected', 'no', 'no')],
    suites: [inner],
  }
  expect(browserFailures({ ...browser(), suites: [outer] })).toEqual([
    { file: 'e2e/inbox.spec.ts', title: 'it breaks', message: 'no' },
    { file: 'e2e/inbox.spec.ts', title: 'it hangs (passed on the second try)', message: 'too late' },
  ])
  expect(browserFailures(null)).toEqual([])
})

it('counts as failed what failed again', () => {
  expect(afterSecondTry({ passed: 5, failed: 2 }, { passed: 4, failed: 0 })).toEqual({ passed: 7, failed: 0 })
  expect(afterSecondTry({ passed: 5, failed: 2 }, { passed: 3, failed: 1 })).toEqual({ passed: 6, failed: 1 })
})

function test(fullName: string, status: string, ...failureMessages: string[]) {
  return { fullName, status, failureMessages }
}
