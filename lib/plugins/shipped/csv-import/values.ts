export type Priority = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'

/** Reads the values of one row, and notes what it could not take as it was. Nothing is dropped: what is noted is kept with its column's name. */
export class Reading {
  readonly remarks: string[] = []
  readonly kept: [string, string][] = []

  keep(name: string, value: string, why: string) {
    this.remarks.push(`${name}: ${why}`)
    this.kept.push([name, value])
  }

  priority(text: string): Priority {
    const found = text === '' ? 'MEDIUM' : PRIORITIES[text.toLowerCase()]
    if (!found) this.keep('priority', text, `"${text}" is no priority, MEDIUM was taken`)
    return found ?? 'MEDIUM'
  }

  status(text: string): 'COMPLETED' | 'CANCELLED' | null {
    const plain = text.toLowerCase().replace(/[\s_-]+/g, ' ')
    if (DONE.has(plain)) return 'COMPLETED'
    if (CANCELLED.has(plain)) return 'CANCELLED'
    if (!OPEN.has(plain)) this.keep('status', text, `"${text}" has no equal, it waits to be taken`)
    return null
  }

  hours(text: string): number | null {
    if (text === '') return null
    const hours = Number(text.replace(/\s*(h|hours?)$/i, '').replace(',', '.'))
    if (hours > 0 && hours <= 100_000) return hours
    this.keep('estimated hours', text, `"${text}" is no number of hours above 0`)
    return null
  }

  date(text: string): string | null {
    if (text === '') return null
    const [, year, month, day, rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(text) ?? []
    const time = /^[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(rest) ? `${rest.replace(' ', 'T')}Z` : rest
    const at = year ? new Date(`${year}-${month}-${day}${time}`) : null
    // 2026-02-30 is no day, though JavaScript may find one.
    if (at && !Number.isNaN(at.getTime()) && new Date(`${year}-${month}-${day}`).getUTCDate() === Number(day)) return at.toISOString()
    this.keep('deadline', text, `"${text}" is no date; write 2026-11-30, or 2026-11-30T17:00Z`)
    return null
  }

  member(text: string, handles: ReadonlySet<string>): string | null {
    const handle = text.replace(/^@/, '').toLowerCase()
    if (text === '' || handles.has(handle)) return handle || null
    this.keep('assignee', text, `"${text}" is no member's handle, nobody was assigned`)
    return null
  }

  cut(name: string, text: string, limit: number): string {
    const points = [...text]
    if (points.length <= limit) return text
    this.keep(name, text, `${points.length} characters were cut to ${limit}`)
    return `${points.slice(0, limit - 1).join('')}…`
  }

  /** At most so many of so many characters each; case makes no difference. */
  few(name: string, values: readonly string[], limit: number, length: number): string[] {
    const known = new Map(values.map((value) => [value.toLowerCase(), value]))
    const fitting = [...known.values()].filter((value) => [...value].length <= length)
    const taken = fitting.slice(0, limit)
    const left = [...known.values()].filter((value) => !taken.includes(value))
    if (left.length) this.keep(name, left.join(', '), `${left.length} left out: at most ${limit}, each up to ${length} characters`)
    return taken
  }
}

export const list = (text: string) => split(text, /[,;|\n]/)
export const lines = (text: string) => split(text, /[;|\n]/)
const split = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const names = <T>(...groups: [T, string][]) =>
  Object.fromEntries(groups.flatMap(([value, all]) => all.split(' ').map((name) => [name, value])))
const PRIORITIES: Record<string, Priority | undefined> = names<Priority>(
  ['CRITICAL', 'critical blocker urgent highest p0 0'],
  ['HIGH', 'high major p1 1'],
  ['MEDIUM', 'medium normal none p2 2'],
  ['LOW', 'low minor trivial lowest p3 p4 3 4'],
)
const DONE = new Set('completed,complete,done,closed,resolved,finished,merged,shipped'.split(','))
const CANCELLED = new Set("cancelled,canceled,won't do,wont do,won't fix,wontfix,rejected,duplicate,abandoned".split(','))
const OPEN = new Set(',pending,blocked,open,reopened,todo,to do,new,backlog,ready,planned'.split(','))
