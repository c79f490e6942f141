import { expect, it } from 'vitest'
import { fromForm, issuesByName, toForm, type Asked } from './form.ts'

const variable = (name: string, type: Asked['type'], more: Partial<Asked> = {}): Asked => ({
  ...{ name, type, label: name, description: '', isRequired: true, default: null, choices: [], isMultiline: false },
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
  const form = toForm(variables, { today: '2026-02-27' })
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
])('a day of the form that is %s begins as %s', (given, day) => {
  expect(toForm([variable('on', 'DATE', { default: given })], { today: '2026-01-31' })).toEqual({ on: day })
})

it('what is given stands before the default, and what is emptied is sent as empty', () => {
  const asked = [variable('size', 'CHOICE', { default: 'big' }), variable('loud', 'BOOLEAN'), variable('on', 'DATE')]
  const form = toForm(asked, { given: { size: 'small', loud: true, on: '2026-05-01' } })
  expect(form).toEqual({ size: 'small', loud: true, on: '2026-05-01' })
  expect(fromForm(asked, { ...form, size: '' })).toEqual({ size: '', loud: true, on: '2026-05-01' })
})

it('a refusal belongs to the value that it names', () => {
  const issues = [
    { field: 'arguments.size', message: 'must be given' },
    { field: 'project', message: 'must be named' },
  ]
  expect(issuesByName(issues)).toEqual({ size: 'must be given', project: 'must be named' })
})
