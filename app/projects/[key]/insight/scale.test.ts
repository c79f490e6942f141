import { expect, test } from 'vitest'
import { labelled, ticksOf } from './scale.ts'

test('an axis has few round numbers, and the largest value below its end', () => {
  expect(ticksOf(0)).toEqual([0, 1])
  expect(ticksOf(3)).toEqual([0, 1, 2, 3])
  expect(ticksOf(358)).toEqual([0, 100, 200, 300, 400])
  expect(ticksOf(2403)).toEqual([0, 1000, 2000, 3000])
  for (const largest of [1, 7, 9, 11, 23, 99, 101, 4999, 100_000]) {
    expect(ticksOf(largest).at(-1)).toBeGreaterThanOrEqual(largest)
    expect(ticksOf(largest).length).toBeLessThanOrEqual(6)
  }
})

test('labels are as many as fit and the last place always has one', () => {
  expect(labelled(30, 7)).toEqual([4, 9, 14, 19, 24, 29])
  expect(labelled(5, 7)).toEqual([0, 1, 2, 3, 4])
  expect(labelled(1, 7)).toEqual([0])
})
