import { expect, test } from 'vitest'
import { caughtUp } from './caught-up.ts'

test('says how much was missed', () => {
  expect(caughtUp({ changes: 12, isWhole: true })).toBe('Caught up, 12 changes.')
  expect(caughtUp({ changes: 1, isWhole: true })).toBe('Caught up, 1 change.')
  expect(caughtUp({ changes: 1200, isWhole: true })).toBe('Caught up, 1,200 changes.')
})

test('says that nothing was missed', () => {
  expect(caughtUp({ changes: 0, isWhole: true })).toBe('Nothing had changed.')
})

test('a gap that is too large to tell is not counted', () => {
  expect(caughtUp({ changes: 3, isWhole: false })).toBe('Too much had happened to tell one by one, so the page was read again.')
})
