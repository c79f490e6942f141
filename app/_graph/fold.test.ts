import { expect, it } from 'vitest'
import { foldDone } from './fold.ts'
import { graphEdge, graphTask } from './testing-tasks.ts'

const done = { status: 'COMPLETED' as const }
const tasks = [graphTask(1, done), graphTask(2, done), graphTask(3, done), graphTask(4), graphTask(5)]
const edges = [graphEdge(1, 4), graphEdge(2, 4), graphEdge(3, 5), graphEdge(4, 5)]

it('folds finished tasks that touch the same open work into one stack with one line', () => {
  const picture = foldDone(tasks, edges, new Set())
  expect(picture.folds.map(({ name, last, tasks: folded }) => [name, last, folded.length])).toEqual([['W-1', 'W-2', 2]])
  expect(picture.tasks.map(({ key }) => key)).toEqual(['W-3', 'W-4', 'W-5'])
  expect(picture.lines.map(({ from, to }) => `${from} ${to}`)).toEqual(['fold W-1 w-4', 'w-3 w-5', 'w-4 w-5'])
  expect(picture.lines[0]?.edges).toHaveLength(2)
})

it('opens a stack by its name, and folds nothing when all is asked for', () => {
  expect(foldDone(tasks, edges, new Set(['W-1'])).folds).toEqual([])
  expect(foldDone(tasks, edges, null).tasks).toHaveLength(5)
})
