import { head } from '#lib/text.ts'
import { timeOf } from './local-time.ts'
import type { Finding, FindingCode } from './plan.ts'

/** Reads fields of a foreign record one by one, so that one that is not as expected spoils nothing but itself. */
export class Reader {
  readonly record: Record<string, unknown>

  constructor(
    json: unknown,
    readonly findings: Finding[] = [],
  ) {
    if (json === null || typeof json !== 'object' || Array.isArray(json)) throw new Error('it is not a JSON object')
    this.record = { ...json }
  }

  note(code: FindingCode, message: string) {
    this.findings.push({ code, message })
  }

  /** The field that names the record. @throws when it cannot */
  key(name: string): string {
    const value = this.record[name]
    if (typeof value !== 'string' || !value.trim()) throw new Error(`it has no ${name}`)
    if (value.length > 200 || value.includes('\0') || !value.isWellFormed()) throw new Error(`its ${name} cannot be stored`)
    return value
  }

  string(name: string): string {
    const value = this.record[name]
    if (typeof value === 'string') return value
    if (value !== undefined && value !== null) this.#odd(name, 'no text')
    return ''
  }

  number(name: string): number | null {
    const value = this.record[name]
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (value !== undefined && value !== null) this.#odd(name, 'no number')
    return null
  }

  list(name: string): unknown[] {
    const value = this.record[name]
    if (Array.isArray(value)) return value
    if (value !== undefined && value !== null) this.#odd(name, 'no list')
    return []
  }

  /** A time with its offset, as UTC. */
  time(name: string): Date | null {
    const value = this.record[name]
    if (value === undefined || value === null || value === '') return null
    const time = typeof value === 'string' ? new Date(value) : null
    if (time && STORABLE.test(time.toJSON() ?? '')) return time
    this.#odd(name, 'no time')
    return null
  }

  /** A time that may have no offset: then it is one of a clock in `timeZone`. */
  localTime(name: string, timeZone: string): Date | null {
    const text = this.string(name)
    const time = text.trim() === '' ? null : timeOf(text, timeZone)
    if (text.trim() !== '' && !time) this.#odd(name, 'no time')
    return time
  }

  #odd(name: string, what: string) {
    const message = `${name} is ${what}: ${head(JSON.stringify(this.record[name]) ?? '', 60)}`
    if (!this.findings.some((finding) => finding.message === message)) this.note('DEFAULTED', message)
  }
}

// Years beyond 9999 are no times for PostgreSQL's texts, and no dates of work.
const STORABLE = /^\d{4}-/
