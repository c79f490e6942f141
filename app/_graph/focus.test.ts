import { expect, it } from 'vitest'
import { nextNode } from './focus.ts'
import { layoutGraph } from './layout.ts'

const edge = (from: string, to: string) => ({ id: `${from}>${to}`, from, to, kind: 'BLOCKS' as const, isOpen: true })
const edges = [edge('a', 'b'), edge('a', 'c'), edge('b', 'd')]
const layout = layoutGraph(
  ['a', 'b', 'c', 'd', 'alone'].map((id, order) => ({ id, order })),
  edges,
)

it('goes along the dependencies: left to a blocker, right to what waits', () => {
  expect(nextNode('b', 'ArrowLeft', layout, edges)).toBe('a')
  expect(nextNode('b', 'ArrowRight', layout, edges)).toBe('d')
})

it('takes the nearest in height where several wait', () => {
  expect(['b', 'c']).toContain(nextNode('a', 'ArrowRight', layout, edges))
})

it('goes up and down between plates, joined or not', () => {
  const [upper, lower] = ['b', 'c'].sort((x, y) => (layout.nodes.get(x)?.y ?? 0) - (layout.nodes.get(y)?.y ?? 0))
  expect(nextNode(upper ?? '', 'ArrowDown', layout, edges)).toBe(lower)
  expect(nextNode(lower ?? '', 'ArrowUp', layout, edges)).toBe(upper)
  expect(nextNode('alone', 'ArrowUp', layout, edges)).not.toBeNull()
})

it('stays where nothing lies that way', () => {
  expect(nextNode('alone', 'ArrowDown', layout, edges)).toBeNull()
  expect(nextNode('gone', 'ArrowUp', layout, edges)).toBeNull()
})
