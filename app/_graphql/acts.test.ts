import { expect, it } from 'vitest'
import { unlessRefused, type AnyRefusal } from './acts.ts'

const success = { __typename: 'DeleteTaskSuccess', task: 'WEB-1' } as const
const refusal = { __typename: 'ForbiddenError', message: 'You may not.', hint: 'Ask an owner.' } as const

function cameOf(result: typeof success | typeof refusal | null) {
  const told: AnyRefusal[] = []
  return { done: unlessRefused(result, (refused) => told.push(refused)), told }
}

it('a success of an act comes back, and nobody is told', () => {
  expect(cameOf(success)).toEqual({ done: success, told: [] })
})

it('a refusal is told, and nothing comes back', () => {
  expect(cameOf(refusal)).toEqual({ done: null, told: [refusal] })
})

it('what could not be sent was told when it failed, and is not told again', () => {
  expect(cameOf(null)).toEqual({ done: null, told: [] })
})
