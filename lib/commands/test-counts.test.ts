import { expect, it } from 'vitest'
import { browserCounts, unitCounts } from './test-counts.ts'

const unit = (over: object = {}) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [1] }],
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
  expect(unitCounts(unit({ testResults: [{ status: 'failed', assertionResults: [] }] }), false)).toEqual({ passed: 5, failed: 1 })
  expect(browserCounts(browser({}, [{ message: 'no server' }]), false)).toEqual({ passed: 3, failed: 1 })
})
