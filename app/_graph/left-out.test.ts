import { expect, it } from 'vitest'
import { leftOut } from './left-out.ts'

const counts = { pending: 1, blocked: 0, inProgress: 0, completed: 7, cancelled: 2 }
const task = (status: 'PENDING' | 'COMPLETED') => ({ status }) as never

it('counts what a project has and the picture has not', () => {
  const graph = { truncated: false, groups: [], edges: [], nodes: [task('PENDING'), task('COMPLETED')] }
  expect(leftOut(graph, counts)).toEqual([
    { status: 'COMPLETED', count: 6 },
    { status: 'CANCELLED', count: 2 },
  ])
})

it('around a task it is what the answer says was cut off', () => {
  const graph = { truncated: true, groups: [{ status: 'BLOCKED' as const, count: 3 }], edges: [], nodes: [task('PENDING')] }
  expect(leftOut(graph, null)).toEqual([{ status: 'BLOCKED', count: 3 }])
})
