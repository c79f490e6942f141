import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { head, storable } from '#lib/text.ts'
import type { Finding, PlannedEntry } from './plan.ts'

/** A long text as bodies of context entries, in order. */
export function bodies(text: string, title: string): string[] {
  const whole = `${title}\n\n${text}`
  if (codePoints(whole) <= LIMITS.context) return [whole]
  const points = [...text]
  const size = LIMITS.context - 200
  const count = Math.ceil(points.length / size)
  return Array.from({ length: count }, (_, i) => `${title} (${i + 1} of ${count})\n\n${points.slice(i * size, (i + 1) * size).join('')}`)
}

/** Fits texts into their fields, and notes beside the task what that took. */
export class Fitter {
  readonly findings: Finding[] = []
  readonly entries: PlannedEntry[] = []

  constructor(private readonly author: string | null) {}

  /** The text within `max`; when it is longer, its whole goes into an entry and the cut says so. */
  fit(field: string, given: string, max: number, at: Date): string {
    const text = this.clean(field, given)
    if (codePoints(text) <= max) return text
    const notice = max > 1000 ? `\n\n[Cut at the import. The whole ${field} stands in the first update of this task.]` : '…'
    this.findings.push({ code: 'TEXT_CUT', message: `${field} has ${codePoints(text)} characters, ${max} fit` })
    this.add(`The whole ${field}:`, text, this.author, at)
    return head(text, max - notice.length).trimEnd() + notice
  }

  /** A text without a field of its own. */
  add(title: string, given: string, author: string | null, at: Date) {
    const text = this.clean(title, given)
    if (text.trim()) this.entries.push(...bodies(text, title).map((body) => ({ body, author, at })))
  }

  clean(field: string, given: string): string {
    const text = storable(given)
    if (text !== given) this.findings.push({ code: 'TEXT_CHANGED', message: `${field}: NUL or broken characters became U+FFFD` })
    return text
  }
}
