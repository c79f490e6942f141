import { expect, it } from 'vitest'
import { bytes, milliseconds } from './figures.ts'

it('sizes have three figures at most and a unit', () => {
  expect([0, 512, 3_400_000, 120_000_000, 2_000_000_000_000].map(bytes)).toEqual(['0 B', '512 B', '3.4 MB', '120 MB', '2 TB'])
})

it('times say their unit, and a dash where nothing was measured', () => {
  expect([null, 0, 0.42, 12.3, 1300].map(milliseconds)).toEqual(['–', '0 ms', '0.4 ms', '12 ms', '1.3 s'])
})
