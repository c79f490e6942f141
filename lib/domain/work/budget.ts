import { z } from 'zod'
import { LIMITS } from '../limits.ts'

const { min, max } = LIMITS.budget
export const budgetSchema = z.int().min(min).max(max).nullish()

/** Something that did not fit: what, how much of it, and how to read it. */
export interface Omission {
  what: string
  count: number
  hint: string
}

/** What stands around a text in an answer: names, quotes, a time. */
const FRAME = 40
/** Less of a text is not worth its frame. */
const LEAST = 200

/** A number of characters that is given out, and what did not get any. */
export class Budget {
  readonly omitted: Omission[] = []
  #left: number

  constructor(readonly characters: number) {
    this.#left = characters
  }

  /** A text, at most a share of what is left of it. */
  text(text: string, share: number, what: string, hint: string): string {
    const kept = cut(text, Math.floor(this.#left * share))
    this.#left -= kept.length
    this.omit(`characters of the ${what}`, text.length - kept.length, hint)
    return kept
  }

  /** As many of the first rows as go into a share of what is left. */
  list<Row>(rows: readonly Row[], sizeOf: (row: Row) => number, share: number, what: string, hint: string, count = rows.length): Row[] {
    let room = Math.floor(this.#left * share)
    const kept: Row[] = []
    for (const row of rows) {
      const size = sizeOf(row) + FRAME
      if (size > room) break
      room -= size
      this.#left -= size
      kept.push(row)
    }
    this.omit(what, count - kept.length, hint)
    return kept
  }

  /** The newest of all that has a time, whatever its kind: when not all goes in, the oldest goes first and long ones are cut to half the room. */
  newest(items: readonly Dated[]): Map<Dated, string> {
    const fitsWhole = items.reduce((sum, { text }) => sum + text.length + FRAME, 0) <= this.#left
    const kept = new Map<Dated, string>()
    for (const item of items.toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
      const room = this.#left - FRAME
      if (room < Math.min(item.text.length, LEAST)) break
      const text = fitsWhole ? item.text : cut(item.text, Math.max(LEAST, Math.floor(room / 2)))
      this.#left -= text.length + FRAME
      this.omit(`characters of ${item.what}`, item.text.length - text.length, item.hint)
      kept.set(item, text)
    }
    return kept
  }

  /** Says that so many of something are left out. */
  omit(what: string, count: number, hint: string) {
    if (count <= 0) return
    const known = this.omitted.find((one) => one.what === what && one.hint === hint)
    if (known) known.count += count
    else this.omitted.push({ what, count, hint })
  }
}

export interface Dated {
  at: Date
  text: string
  /** The kind of thing, in the plural, and how to read it in full. */
  what: string
  hint: string
}

/** At most so many characters, the last of which says that there was more. Never half a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  if (most < 1) return ''
  const end = most - 1
  const isHalf = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800
  return `${text.slice(0, isHalf ? end - 1 : end)}…`
}
