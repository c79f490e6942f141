import { setImmediate as othersHadATurn } from 'node:timers/promises'
import type { TemplateItem } from './item.ts'
import { readTemplate } from './read.ts'
import type { Variables } from './values.ts'

/** What a list shows of a template's text. */
export interface Summary {
  variables: Variables
  /** How many tasks the text has; repeated ones count once. */
  taskCount: number
}

const KEPT = 1_000
const kept = new Map<string, Promise<Summary>>()
let last: Promise<unknown> = Promise.resolve()

/** A text of the greatest length takes a tenth of a second to read: each is read once, one after another, with turns for others in between. */
export function summaryOf({ id, version, source }: Pick<TemplateItem, 'id' | 'version' | 'source'>): Promise<Summary> {
  const today = new Date().toISOString().slice(0, 10)
  const key = `${id} ${version} ${today}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= KEPT) kept.clear()
  const summary = last.then(() => othersHadATurn()).then(() => summarised(source, today))
  kept.set(key, summary)
  last = summary.catch(() => {})
  return summary
}

function summarised(source: string, today: string): Summary {
  const { template } = readTemplate(source, today)
  return { variables: template?.variables ?? {}, taskCount: template?.tasks.length ?? 0 }
}
