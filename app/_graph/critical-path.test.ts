import { expect, it } from 'vitest'
import { criticalPath } from './critical-path.ts'

const task = (id: string, estimatedHours: number | null = null, status = 'PENDING') => ({ id, estimatedHours, status })
const edge = (from: string, to: string) => ({ from, to })

it('follows the most hours, not the most tasks', () => {
  const tasks = [task('a', 1), task('b', 1), task('c', 1), task('d', 1), task('big', 9)]
  expect(criticalPath(tasks, [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('a', 'big')])).toEqual({ ids: ['a', 'big'], hours: 10 })
})

it('counts a task without an estimate as the median of the others', () => {
  expect(criticalPath([task('a', 2), task('b'), task('c', 4)], [edge('a', 'b'), edge('b', 'c')]).hours).toBe(9)
})

it('counts an hour each where nobody estimated anything', () => {
  expect(criticalPath([task('a'), task('b')], [edge('a', 'b')]).hours).toBe(2)
})

it('leaves out what is done or cancelled', () => {
  const tasks = [task('a', 5, 'COMPLETED'), task('b', 1), task('c', 1), task('d', 9, 'CANCELLED')]
  expect(criticalPath(tasks, [edge('a', 'b'), edge('b', 'c'), edge('b', 'd')]).ids).toEqual(['b', 'c'])
})

it('is empty when nothing waits for anything', () => {
  expect(criticalPath([task('a', 5), task('b', 1)], [])).toEqual({ ids: [], hours: 0 })
})

it('survives a cycle', () => {
  expect(criticalPath([task('a'), task('b')], [edge('a', 'b'), edge('b', 'a')]).ids).toEqual([])
})
