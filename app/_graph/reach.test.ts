import { expect, it } from 'vitest'
import { chainOf, refusalsOf } from './reach.ts'

const edge = (from: string, to: string, kind: 'BLOCKS' | 'RELATED' = 'BLOCKS') => ({ id: `${from}>${to}`, from, to, kind, isOpen: true })
// a → b → c, and a shorter way a → c
const edges = [edge('a', 'b'), edge('b', 'c'), edge('a', 'c'), edge('c', 'd', 'RELATED')]

it('names the shortest cycle that a task would close by blocking what it waits for', () => {
  const { refused, cycleWith } = refusalsOf(edges, 'c', 'blocks')
  expect([...refused].sort()).toEqual(['a', 'b'])
  // each waits for the next: a for c, which it has waited for all along
  expect(cycleWith('a')).toEqual(['a', 'c', 'a'])
  expect(cycleWith('b')).toEqual(['b', 'c', 'b'])
  expect(cycleWith('d')).toBeNull()
})

it('names it too when a task would wait for what waits for it', () => {
  const { refused, cycleWith } = refusalsOf([edge('a', 'b'), edge('b', 'c')], 'a', 'waits')
  expect([...refused].sort()).toEqual(['b', 'c'])
  expect(cycleWith('c')).toEqual(['a', 'c', 'b', 'a'])
})

it('knows what is there already, and that notes close nothing', () => {
  expect(refusalsOf(edges, 'a', 'blocks').present('b')?.id).toBe('a>b')
  expect(refusalsOf(edges, 'a', 'blocks').present('d')).toBeUndefined()
  expect(refusalsOf(edges, 'd', 'blocks').cycleWith('c')).toBeNull()
})

it('follows open edges all the way back', () => {
  const open = (one: { kind: string }) => one.kind === 'BLOCKS'
  expect(
    chainOf(edges, open, 'c')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['a>b', 'a>c', 'b>c'])
  expect(chainOf(edges, open, 'd')).toEqual([])
})
