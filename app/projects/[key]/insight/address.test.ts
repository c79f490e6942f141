import { createLoader } from 'nuqs/server'
import { describe, expect, test } from 'vitest'
import { endingAt, insightParams, spanOf } from './address.ts'

const read = createLoader(insightParams)
const span = (address: string) => spanOf(read(new URLSearchParams(address)), '2026-03-31')

describe('the period of an address', () => {
  test('is whole days up to today', () => {
    expect(span('')).toEqual({ from: '2026-03-02T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', days: 30 })
    expect(span('period=7')).toMatchObject({ from: '2026-03-25T00:00:00.000Z', days: 7 })
  })

  test('of one’s own has both its days in it, and never more than the API measures', () => {
    expect(span('period=custom&from=2026-01-01&to=2026-01-31')).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
      days: 31,
    })
    expect(span('period=custom&from=2020-01-01').days).toBe(366)
    expect(span('period=custom&from=2026-02-01&to=2026-01-01').days).toBe(1)
    expect(span('period=custom&from=yesterday&to=2026-13-45')).toEqual(span(''))
  })

  test('can end where work last ended', () => {
    expect(endingAt('2026-01-17T12:21:45Z', 30)).toEqual({ period: 'custom', from: '2025-12-19', to: '2026-01-17' })
  })
})
