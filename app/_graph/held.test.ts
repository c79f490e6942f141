import { expect, it } from 'vitest'
import { differenceOf, inWords, repainted } from './held.ts'
import { graphEdge, graphTask } from './testing-tasks.ts'

const graph = (tasks: ReturnType<typeof graphTask>[], edges: ReturnType<typeof graphEdge>[] = []) => ({
  truncated: false,
  groups: [],
  nodes: tasks,
  edges,
})
const before = graph([graphTask(1), graphTask(2)], [graphEdge(1, 2)])

it('a changed status is no change of structure, and paints the plates that stand', () => {
  const after = graph([graphTask(1, { status: 'COMPLETED' }), graphTask(2)], [graphEdge(1, 2)])
  expect(differenceOf(before, after).count).toBe(0)
  expect(repainted(before, after).nodes[0]?.status).toBe('COMPLETED')
})

it('tells what more and less there is in words', () => {
  const after = graph([graphTask(2), graphTask(3), graphTask(4)])
  const difference = differenceOf(before, after)
  expect(difference.count).toBe(4)
  expect(inWords(difference)).toBe('2 tasks more, 1 task fewer, 1 dependency changed')
  expect(repainted(before, after).nodes.map(({ key }) => key)).toEqual(['W-1', 'W-2'])
})
