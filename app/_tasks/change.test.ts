import { expect, it } from 'vitest'
import { changedTo, editedFields, fieldNames, valuesOf, without, type Editable } from './change.ts'

const task: Editable = {
  id: 'aaaaaaaa',
  key: 'WEB-1',
  title: 'Then',
  status: 'PENDING',
  priority: 'LOW',
  isBlocked: false,
  openBlockers: 0,
  openDependents: 0,
  tags: ['go'],
  estimatedHours: 2,
  deadline: null,
  deletedAt: null,
  updatedAt: '2026-01-01T00:00:00.000Z',
  version: 3,
  assignee: null,
  hold: null,
  claim: null,
  blockers: [],
  viewerCan: [],
}
const brief = { why: 'w', what: 'x', done: 'd' }

it('takes back exactly the fields that were changed', () => {
  expect(valuesOf(task, { title: 'Now', estimatedHours: null })).toEqual({ title: 'Then', estimatedHours: 2 })
  expect(valuesOf({ ...task, brief }, { brief: { why: 'other' } })).toEqual({ brief })
})

it('names what differs between two readings, and nothing that only one of them knows', () => {
  expect(editedFields(task, { ...task, priority: 'HIGH', tags: ['go', 'cli'], description: 'new', version: 4 })).toEqual([
    'priority',
    'tags',
  ])
})

it('drops the fields for which theirs was chosen, the parts of a brief one by one', () => {
  const change = { title: 'Mine', brief: { why: 'my why', done: 'my done' } }
  expect(without(change, new Set(['why']))).toEqual({ title: 'Mine', brief: { done: 'my done' } })
  expect(without(change, new Set(['why', 'done', 'title']))).toEqual({})
  expect(fieldNames(change)).toEqual(['title', 'why', 'done'])
  expect(changedTo(change, 'done')).toBe('my done')
})
