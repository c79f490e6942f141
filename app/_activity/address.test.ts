import { expect, it } from 'vitest'
import { address, filterOf } from './address.ts'

const none = { actor: null, action: [], task: null, from: null, to: null }

it('asks for nothing where nothing is filtered', () => {
  expect(filterOf(none)).toEqual({})
})

it('counts both days of a range, in UTC', () => {
  expect(filterOf({ ...none, from: '2026-02-27', to: '2026-02-28' })).toEqual({
    createdAfter: '2026-02-27T00:00:00.000Z',
    createdBefore: '2026-03-01T00:00:00.000Z',
  })
})

it('takes days alone as days', () => {
  expect(['2026-01-31', '2026-13-01', '31.1.2026', ''].map((text) => address.from.parse(text))).toEqual(['2026-01-31', null, null, null])
})
