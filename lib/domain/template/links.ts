import { LIMITS } from '../limits.ts'
import type { TemplateTask } from './shape.ts'

/** One task that a task of a template becomes. */
export interface Copy {
  ref: string
  /** The item of the list that it is repeated for. */
  item: { position: number; text: string } | null
}

interface Links {
  dependsOn: string[]
  parent: string | null
}

/**
 * Whom each copy depends on and is a part of, by ref; texts with places stand as they are. Two tasks that are repeated for one list go in
 * pairs, otherwise a task depends on every copy; what waits for a task that was left out waits for what that would have waited for.
 * null: they are more than a plan may have.
 */
export function linksOf(tasks: readonly TemplateTask[], copies: readonly (readonly Copy[])[]): Map<Copy, Links> | null {
  const positions = new Map(tasks.flatMap(({ ref }, at): [string, number][] => (ref === undefined ? [] : [[ref, at]])))
  const known = new Map<string, ReadonlySet<string>>()

  function reached(at: number, from: { each: string | undefined; copy: Copy }): ReadonlySet<string> {
    const own = copies[at] ?? []
    if (own.length) {
      const isPair = from.copy.item !== null && from.each === tasks[at]?.each
      return new Set((isPair ? own.filter(({ item }) => item?.position === from.copy.item?.position) : own).map(({ ref }) => ref))
    }
    const key = `${at} ${from.each ?? ''} ${from.copy.item?.position ?? ''}`
    const earlier = known.get(key)
    if (earlier) return earlier
    const through = followed(tasks[at]?.dependsOn, from)
    known.set(key, through)
    return through
  }
  function followed(refs: readonly string[] | undefined, from: { each: string | undefined; copy: Copy }): Set<string> {
    const all = new Set<string>()
    for (const ref of refs ?? []) {
      const at = positions.get(ref)
      if (at === undefined) all.add(ref)
      else for (const one of reached(at, from)) all.add(one)
    }
    return all
  }
  function parentOf(ref: string | undefined, from: { each: string | undefined; copy: Copy }): string | null {
    const at = ref === undefined ? undefined : positions.get(ref)
    if (at === undefined) return ref ?? null
    const [first] = copies[at]?.length ? reached(at, from) : []
    return first ?? parentOf(tasks[at]?.parent, from)
  }

  const links = new Map<Copy, Links>()
  let count = 0
  for (const [at, task] of tasks.entries())
    for (const copy of copies[at] ?? []) {
      const from = { each: task.each, copy }
      const dependsOn = [...followed(task.dependsOn, from)]
      count += dependsOn.length
      if (count > LIMITS.dependenciesPerPlan) return null
      links.set(copy, { dependsOn, parent: parentOf(task.parent, from) })
    }
  return links
}
