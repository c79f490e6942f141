import { expect, it } from 'vitest'
import { fieldValueWords, fieldWord, rawWords, valueWords } from './words.ts'

it('says stored values in words', () => {
  expect([null, '', [], true, 2.5, 'IN_PROGRESS', ['go', 'cli'], '2026-12-01T23:59:59.000Z'].map((value) => valueWords(value))).toEqual([
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
  expect(rawWords({ why: 'x'.repeat(500) })).toHaveLength(505)
})

it('names fields as the pages do', () => {
  expect(['estimatedHours', 'brief', 'externalKey'].map(fieldWord)).toEqual(['estimate', 'brief', 'external key'])
})

it('says figures with their units, feedback as marks, and files with their lines', () => {
  expect([fieldValueWords('estimatedHours', 2.5), fieldValueWords('leaseMinutes', 15), fieldValueWords('maxAttempts', 1)]).toEqual([
    '2.5 h',
    '15 min',
    '1 attempt',
  ])
  expect(fieldValueWords('estimatedHours', null)).toBe('nothing')
  expect(valueWords({ quality: 4, timeliness: 5, note: 'Quick' })).toBe('quality 4 of 5, timeliness 5 of 5, Quick')
  expect(valueWords([{ path: 'a.ts', lineStart: 1, lineEnd: 4 }])).toBe('a.ts, lines 1 to 4')
})
