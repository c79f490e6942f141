import { DUTIES, type Duty } from './reasons.ts'
import type { InboxThread } from './use-inbox.ts'

type Line = Pick<InboxThread, 'id' | 'block' | 'duty'>

/** The lines of one page under what they ask for. */
export interface Block<T extends Line = InboxThread> {
  block: number
  groups: { id: Duty; title: string; note: string; threads: T[] }[]
}

/** Page by page; in each what presses most comes first. */
export function blocksOf<T extends Line>(threads: readonly T[]): Block<T>[] {
  const byBlock = new Map<number, Map<Duty, T[]>>()
  for (const thread of threads) {
    const byDuty = byBlock.get(thread.block) ?? new Map<Duty, T[]>()
    byBlock.set(thread.block, byDuty.set(thread.duty, [...(byDuty.get(thread.duty) ?? []), thread]))
  }
  return [...byBlock]
    .toSorted(([one], [other]) => one - other)
    .map(([block, byDuty]) => ({
      block,
      groups: DUTIES.flatMap(({ id, word, note }) => {
        const own = byDuty.get(id)
        return own ? [{ id, title: block === 0 ? word : `${word}, older`, note, threads: own }] : []
      }),
    }))
}

export const inOrder = <T extends Line>(blocks: readonly Block<T>[]): T[] =>
  blocks.flatMap(({ groups }) => groups.flatMap(({ threads }) => threads))
