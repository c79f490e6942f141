import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { fold } from '#lib/domain/task/fields.ts'
import { head, storable } from '#lib/text.ts'
import type { Reader } from './reader.ts'

/** Labels as tags, the first spelling of each; those that do not fit are reported. */
export function fitTags(labels: readonly unknown[], read: Reader): string[] {
  const tags = new Map<string, string>()
  for (const label of labels) {
    const tag = typeof label === 'string' ? storable(label).trim() : ''
    const fits = tag !== '' && codePoints(tag) <= LIMITS.tag && (tags.has(fold(tag)) || tags.size < LIMITS.tagsPerTask)
    if (!fits) read.note('TAG_LEFT_OUT', `label ${head(JSON.stringify(label), 80)}`)
    else if (!tags.has(fold(tag))) tags.set(fold(tag), tag)
  }
  return [...tags.values()]
}
