import { describe, expect, it } from 'vitest'
import { argumentFault, readValues } from '../plugin/values.ts'
import { dayOf, isMovingDay } from './day.ts'
import { checkValue, isVoid, type Kind } from './kind.ts'

const text = { type: 'text', maxLength: 5 } as const
const date = { type: 'date', min: '2026-03-01', max: '2026-03-15' } as const

describe('a typed value', () => {
  it.each<[Kind, unknown, string]>([
    [text, 7, 'must be text'],
    [text, 'v12345', 'has 6 characters, at most 5 are allowed'],
    [text, 'v\0', 'must not contain NUL'],
    [{ ...text, minLength: 3 }, 'ab', 'must have at least 3 characters'],
    [{ type: 'number' }, '1', 'must be a number'],
    [{ type: 'number' }, Number.POSITIVE_INFINITY, 'must be a number'],
    [{ type: 'number', max: 2 }, 3, 'must be at most 2'],
    [{ type: 'integer' }, 1.5, 'must be a whole number'],
    [{ type: 'integer', min: 1 }, 0, 'must be at least 1'],
    [{ type: 'boolean' }, 'yes', 'must be true or false'],
    [date, '2026-02-30', 'must be a day such as 2026-01-31'],
    [date, '2026-02-28', 'must not be before 2026-03-01'],
    [date, '2026-03-16', 'must not be after 2026-03-15'],
    [{ type: 'choice', choices: ['api', 'web'] }, 'mobile', 'must be one of api, web'],
  ])('%j refuses %j: it %s', (kind, given, message) => {
    expect(checkValue(kind, given)).toEqual({ message })
  })

  it.each<[Kind, unknown]>([
    [text, '😀😀😀😀😀'],
    [{ type: 'number', min: 0.5 }, 0.5],
    [{ type: 'integer' }, -3],
    [{ type: 'boolean' }, false],
    [date, '2026-03-15'],
    [{ type: 'choice', choices: ['api', 'web'] }, 'web'],
  ])('%j takes %j as it is', (kind, value) => {
    expect(checkValue(kind, value)).toEqual({ value })
  })

  it('is void where its least is beyond its most', () => {
    const kinds: Kind[] = [
      { ...text, minLength: 6 },
      { type: 'number', min: 2, max: 1 },
      { type: 'date', min: '2026-02-01', max: '2026-01-01' },
    ]
    expect(kinds.map(isVoid)).toEqual([true, true, true])
    expect([text, date, { type: 'integer', min: 1, max: 1 } as const].map(isVoid)).toEqual([false, false, false])
  })
})

describe('a day counted from today', () => {
  it.each([
    ['today', '2026-01-31'],
    ['today - 1d', '2026-01-30'],
    ['today + 2w', '2026-02-14'],
    ['2026-05-01', '2026-05-01'],
  ])('%s is %s', (given, day) => {
    expect(isMovingDay(given)).toBe(true)
    expect(dayOf(given, '2026-01-31')).toBe(day)
  })

  it.each(['today + 3', 'todays', 'tomorrow', '2026-02-30', ''])('%j is none, and stays as it is', (given) => {
    expect(isMovingDay(given)).toBe(false)
    expect(dayOf(given, '2026-01-31')).toBe(given)
  })
})

describe('what a plugin asks for', () => {
  it('cannot have limits that leave nothing, nor a default beyond them', () => {
    const label = 'One'
    expect(argumentFault({ type: 'integer', label, min: 3, max: 2 })).toBe('its least is beyond its most')
    expect(argumentFault({ type: 'integer', label, max: 2, default: 3 })).toBe('its default must be at most 2')
    expect(argumentFault({ type: 'date', label, default: '31.1.' })).toBe('its default must be a day such as 2026-01-31')
    expect(argumentFault({ type: 'choice', label, choices: ['a'], default: 'b' })).toBe('its default must be one of a')
    expect(argumentFault({ type: 'text', label, default: 'long enough' })).toBeNull()
  })

  it('is refused with every fault by its name, what it does not know among them', () => {
    const spec = {
      text: { type: 'text', label: 'Text', isRequired: true },
      count: { type: 'integer', label: 'Count', default: 2 },
    } as const
    expect(readValues(spec, { text: 'a', count: '' }, 'arguments')).toEqual({ text: 'a', count: 2 })
    const refused = () => readValues(spec, { text: null, count: 1.5, more: 1 }, 'arguments')
    expect(refused).toThrow(
      expect.objectContaining({
        issues: [
          { field: 'arguments', message: 'has no more; there is text, count' },
          { field: 'arguments.text', message: 'must be given' },
          { field: 'arguments.count', message: 'must be a whole number' },
        ],
      }),
    )
  })
})
