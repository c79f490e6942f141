import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { storable } from '#lib/text.ts'
import { criteriaIn } from './criteria.ts'
import type { PlannedTask } from './plan.ts'
import type { Reader } from './reader.ts'
import type { Fitter } from './text.ts'

/** A JSON list of `{ criterion, measurable }`, or a list in words; what does not fit stands in an update. */
export function criteriaOf(read: Reader, texts: Fitter, { author, at }: { author: string | null; at: Date }): PlannedTask['criteria'] {
  const given = read.string('success_criteria')
  if (!given.trim()) return []
  const found = fromJson(given) ?? criteriaIn(texts.clean('success_criteria', given)) ?? []
  const fitting = found.filter(({ text }) => text !== '' && codePoints(text) <= LIMITS.criterion).slice(0, LIMITS.criteriaPerTask)
  if (found.length === 0 || fitting.length < found.length) {
    read.note('CRITERION_LEFT_OUT', `${fitting.length} of ${found.length || 'its'} success criteria fit`)
    texts.add('Success criteria:', given, author, at)
  }
  return fitting
}

function fromJson(text: string): PlannedTask['criteria'] | null {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.map((item: unknown) => ({ text: storable(wordsOf(item)).trim(), state: 'UNKNOWN' as const })) : null
  } catch {
    return null
  }
}

function wordsOf(item: unknown): string {
  if (typeof item === 'string') return item
  if (item === null || typeof item !== 'object') return ''
  const { criterion, measurable } = { criterion: undefined, measurable: undefined, ...item }
  const measure =
    measurable === undefined || measurable === null || measurable === ''
      ? ''
      : ` (${typeof measurable === 'string' ? measurable : JSON.stringify(measurable)})`
  return typeof criterion === 'string' ? `${criterion}${measure}` : ''
}
