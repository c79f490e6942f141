/** What somebody is asked for: a variable of a template, an argument of a plugin's command, a setting of a plugin. */
export interface Asked {
  name: string
  type: 'TEXT' | 'NUMBER' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'CHOICE' | 'LIST' | 'PERSON' | 'FILE' | 'TASK' | 'ACTOR'
  label: string
  description: string
  isRequired: boolean
  default: unknown
  choices: readonly string[]
  isMultiline: boolean
}

/** What stands in the fields of the form: a list has a line for each word. */
export type Filled = Record<string, string | boolean>

/** The form as it begins: with what is given, else with the defaults. */
export function toForm(asked: readonly Asked[], { given = {}, today }: First = {}): Filled {
  return Object.fromEntries(asked.map(({ name, type, default: otherwise }) => [name, fieldOf(type, given[name] ?? otherwise, today)]))
}

interface First {
  given?: Readonly<Record<string, unknown>>
  /** What days are counted from, where some are. */
  today?: string
}

function fieldOf(type: Asked['type'], value: unknown, today: string | undefined): string | boolean {
  if (type === 'BOOLEAN') return value === true
  if (Array.isArray(value)) return value.join('\n')
  if (typeof value === 'string') return type === 'DATE' && today ? dayOf(value, today) : value
  return typeof value === 'number' ? String(value) : ''
}

/** What the API takes. What cannot be read goes as it is, so that the answer says what is wrong with it. */
export function fromForm(asked: readonly Asked[], filled: Filled): Record<string, unknown> {
  return Object.fromEntries(asked.map(({ name, type }) => [name, valueOf(type, filled[name] ?? '')]))
}

function valueOf(type: Asked['type'], field: string | boolean): unknown {
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
function dayOf(given: string, today: string): string {
  const [is, sign, count, unit] = /^today(?:\s*([+-])\s*(\d{1,4})\s*([dw]))?$/.exec(given) ?? []
  if (is === undefined) return given
  const days = Number(count ?? 0) * (unit === 'w' ? 7 : 1) * (sign === '-' ? -1 : 1)
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Refusals by the name of the value: the server names `arguments.size`. */
export const issuesByName = (issues: readonly { field: string; message: string }[]): Record<string, string> =>
  Object.fromEntries(issues.map(({ field, message }) => [field.split('.').slice(1).join('.') || field, message]))
