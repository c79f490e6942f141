import { expect, it } from 'vitest'
import { Graph } from './graph.ts'

const open = { status: 'PENDING' as const, priority: 1, isDeleted: false, isHeld: false }

it('a hundred thousand tasks in a row are ranked, counted and found free of cycles within seconds', () => {
  const graph = new Graph()
  const id = (n: number) => n.toString(16).padStart(8, '0')
  const size = 100_000
  for (let n = 0; n < size; n++) graph.add(id(n), { ...open, priority: n === size - 1 ? 3 : 0 })
  for (let n = 1; n < size; n++) graph.link(id(n), id(n - 1), 'BLOCKS', false)
  expect(graph.cyclic('BLOCKS')).toEqual([])
  expect(graph.derived(id(0))).toEqual({ status: 'PENDING', openBlockers: 0, isBlocked: false, openDependents: 1, effectivePriority: 3 })
  expect(graph.derived(id(size - 1))).toMatchObject({ status: 'BLOCKED', openBlockers: 1, openDependents: 0 })
  graph.link(id(0), id(size - 1), 'BLOCKS', false)
  expect(graph.cyclic('BLOCKS')).toHaveLength(size)
})

it('what is done, deleted or released gates nothing, and a hold blocks', () => {
  const graph = new Graph()
  graph.add('a', { ...open, status: 'COMPLETED' })
  graph.add('b', { ...open, isDeleted: true })
  graph.add('c', { ...open, status: 'CANCELLED' })
  graph.add('d', { ...open, priority: 3 })
  graph.add('e', { ...open, isHeld: true })
  for (const [to, isReleased] of [
    ['a', false],
    ['b', false],
    ['c', true],
  ] as const)
    graph.link('d', to, 'BLOCKS', isReleased)
  expect(graph.derived('d')).toMatchObject({ status: 'PENDING', openBlockers: 0 })
  expect(graph.derived('a')).toMatchObject({ openDependents: 1, effectivePriority: 1 })
  expect(graph.derived('b')).toMatchObject({ openDependents: 0 })
  expect(graph.derived('e')).toMatchObject({ status: 'BLOCKED', openBlockers: 0, isBlocked: true })
  graph.link('d', 'c', 'BLOCKS', false)
  expect(graph.derived('e')).toMatchObject({ status: 'BLOCKED' })
})
