import { expect, test } from 'vitest'
import { blockOf, NOTHING_KNOWN, withMarked, withNewest, withOlder } from './known.ts'
import { notification } from './testing-notifications.ts'

const page = (...seqs: number[]) => seqs.map((seq) => notification(seq, 'UPDATE', `t${seq}`))
const seqsOf = ({ nodes }: { nodes: ReadonlyMap<number, unknown> }) => [...nodes.keys()].toSorted((a, b) => b - a)

test('what arrives pushes nothing off the list, and older pages stay below', () => {
  const first = withNewest(NOTHING_KNOWN, page(9, 8, 7), false)
  const both = withOlder(first, 1, page(6, 5))
  expect(withOlder(both, 1, page(6, 5)).bounds).toEqual(both.bounds)
  const later = withNewest(both, page(11, 10, 9), false)
  expect(seqsOf(later)).toEqual([11, 10, 9, 8, 7, 6, 5])
  expect([11, 7, 6, 5].map((seq) => blockOf(later, seq))).toEqual([0, 0, 1, 1])
})

test('what is missing from the range of the newest page has left the view', () => {
  const first = withNewest(NOTHING_KNOWN, page(9, 8, 7), false)
  expect(seqsOf(withNewest(first, page(9, 7), false))).toEqual([9, 7])
  expect(seqsOf(withNewest(withOlder(first, 1, page(6)), page(9), true))).toEqual([9])
  expect(seqsOf(withNewest(first, [], true))).toEqual([])
})

test('what was marked stands as it is now, and nothing is added', () => {
  const first = withNewest(NOTHING_KNOWN, page(2, 1), true)
  const marked = withMarked(first, [notification(2, 'UPDATE', 't2', 'DONE'), notification(7, 'UPDATE', 't7', 'DONE')])
  expect([marked.nodes.get(2)?.state, marked.nodes.get(1)?.state, marked.nodes.has(7)]).toEqual(['DONE', 'READ', false])
})
