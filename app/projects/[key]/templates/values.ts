import type { Variable } from './documents.ts'

/** What stands in the fields of the form: a list has a line for each word. */
export type Filled = Record<string, string | boolean>

/** The form as it begins, with every default. */
export function toForm(variables: readonly Variable[], today: string): Filled {
  return Object.fromEntries(variables.map((variable) => [variable.name, fieldOf(variable, today)]))
}

function fieldOf({ type, default: given }: Variable, today: string): string | boolean {
  if (type === 'BOOLEAN') return given === true
  if (Array.isArray(given)) return given.join('\n')
  if (typeof given === 'string') return type === 'DATE' ? dayOf(given, today) : given
  return typeof given === 'number' ? String(given) : ''
}

/** What the API takes. What cannot be read goes as it is, so that the answer says what is wrong with it. */
export function fromForm(variables: readonly Variable[], filled: Filled): Record<string, unknown> {
  return Object.fromEntries(variables.map(({ name, type }) => [name, valueOf(type, filled[name] ?? '')]))
}

function valueOf(type: Variable['type'], field: string | boolean): unknown {
  if (type === 'BOOLEAN') return field === true
  const text = String(field)
  switch (type) {
    case 'NUMBER':
    case 'INTEGER': {
      const number = Number(text.trim().replace(',', '.'))
      return text.trim() === '' ? '' : Number.isFinite(number) ? number : text
    }
    case 'LIST':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    default:
      return text
  }
}

const DAY_MS = 86_400_000

/** A day, also one that is counted from today: "today + 3d". */
export function dayOf(given: string, today: string): string {
  const [, sign, count, unit] = /^today(?:\s*([+-])\s*(\d{1,4})\s*([dw]))?$/.exec(given) ?? []
  if (!given.startsWith('today')) return given
  const days = Number(count ?? 0) * (unit === 'w' ? 7 : 1) * (sign === '-' ? -1 : 1)
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
