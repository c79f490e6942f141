import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import type { PlannedTask } from './plan.ts'

const ITEM = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.+)$/

/** The items of a list, or one sentence, as criteria; null when the text is anything else or does not fit. */
export function criteriaIn(text: string): PlannedTask['criteria'] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  const items = lines.flatMap((line) => {
    const [, mark, item] = ITEM.exec(line) ?? []
    return item ? [{ text: item.trim(), state: mark && mark !== ' ' ? ('MET' as const) : ('UNKNOWN' as const) }] : []
  })
  const [only] = lines
  const found = lines.length === 1 && items.length === 0 && only ? [{ text: only.trim(), state: 'UNKNOWN' as const }] : items
  const isWhole = found.length === lines.length && found.length <= LIMITS.criteriaPerTask
  return isWhole && found.every((item) => codePoints(item.text) <= LIMITS.criterion) ? found : null
}
