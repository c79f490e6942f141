import { expect, it } from 'vitest'
import type { Variable } from './documents.ts'
import { dayOf, fromForm, toForm } from './values.ts'

const variable = (name: string, type: Variable['type'], more: Partial<Variable> = {}): Variable => ({
  ...{ name, type, label: name, description: '', isRequired: true, default: null, choices: [], isMultiline: false, pattern: null },
  ...{ minLength: null, maxLength: null, min: null, max: null, earliest: null, latest: null, minItems: null, maxItems: null },
  ...more,
})

it('a form begins with the defaults, lists a line for each, days counted from today', () => {
  const variables = [
    variable('a', 'TEXT', { default: 'x' }),
    variable('b', 'BOOLEAN', { default: true }),
    variable('c', 'LIST', { default: ['x', 'y'] }),
    variable('d', 'DATE', { default: 'today + 1w' }),
    variable('e', 'NUMBER', { default: 0.5 }),
    variable('f', 'CHOICE'),
  ]
  const form = toForm(variables, '2026-02-27')
  expect(form).toEqual({ a: 'x', b: true, c: 'x\ny', d: '2026-03-06', e: '0.5', f: '' })
  expect(fromForm(variables, form)).toEqual({ a: 'x', b: true, c: ['x', 'y'], d: '2026-03-06', e: 0.5, f: '' })
})

it('what is no number goes as it was written, so that the answer says so', () => {
  const hours = variable('hours', 'NUMBER')
  const given: [string, unknown][] = [
    ['', ''],
    [' 2,5 ', 2.5],
    ['two', 'two'],
    ['1e999', '1e999'],
  ]
  for (const [text, value] of given) expect(fromForm([hours], { hours: text })).toEqual({ hours: value })
  expect(fromForm([variable('list', 'LIST')], { list: ' a \n\n b' })).toEqual({ list: ['a', 'b'] })
})

it.each([
  ['today', '2026-01-31'],
  ['today - 1d', '2026-01-30'],
  ['today + 2w', '2026-02-14'],
  ['2026-05-01', '2026-05-01'],
])('%s is %s', (given, day) => {
  expect(dayOf(given, '2026-01-31')).toBe(day)
})
