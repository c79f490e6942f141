import { expect, it } from 'vitest'
import { clock, leaseLeft, spokenTime } from './lease.tsx'

const lease = { leasedAt: '2026-01-01T10:00:00Z', expiresAt: '2026-01-01T10:15:00Z' }
const at = (time: string) => Date.parse(`2026-01-01T${time}Z`)

it('counts a lease down to nothing and not below', () => {
  expect(leaseLeft(lease, at('10:05:00'))).toEqual({ seconds: 600, share: 2 / 3, isOver: false, isSoon: false })
  expect(leaseLeft(lease, at('10:16:00'))).toEqual({ seconds: 0, share: 0, isOver: true, isSoon: true })
})

it('warns in the last fifth', () => {
  expect(leaseLeft(lease, at('10:12:00')).isSoon).toBe(false)
  expect(leaseLeft(lease, at('10:12:01')).isSoon).toBe(true)
})

it('writes minutes and seconds, and hours from an hour on', () => {
  expect([clock(5), clock(652), clock(3_900)]).toEqual(['00:05', '10:52', '1 h 05'])
  expect([spokenTime(61), spokenTime(30)]).toEqual(['1 minute 1 second', '30 seconds'])
})
