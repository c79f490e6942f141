import { expect, it } from 'vitest'
import { fieldWord, valueWords } from './words.ts'

it('says stored values in words', () => {
  expect([null, '', [], true, 2.5, 'IN_PROGRESS', ['go', 'cli'], '2026-12-01T23:59:59.000Z'].map(valueWords)).toEqual([
    'nothing',
    'nothing',
    'nothing',
    'yes',
    '2.5',
    'in progress',
    'go, cli',
    '2026-12-01 23:59',
  ])
})

it('says a criterion with its state, and an actor by its handle', () => {
  expect(valueWords([{ id: 'c1', text: 'CI is green', state: 'MET', evidence: '' }])).toBe('CI is green (met)')
  expect(valueWords({ id: 'act_1', handle: 'kestrel' })).toBe('kestrel')
})

it('cuts what is long', () => {
  expect(valueWords('x'.repeat(500))).toHaveLength(161)
})

it('names fields as the pages do', () => {
  expect(['estimatedHours', 'brief', 'externalKey'].map(fieldWord)).toEqual(['estimate', 'brief', 'external key'])
})
