import { createLoader } from 'nuqs/server'
import { describe, expect, test } from 'vitest'
import { setFilters } from './filter-words.ts'
import { countsOf, firstOf, groupsOf, type Counted } from './groups.ts'
import { filtersOf, linkTo, searchParams } from './search-params.ts'

const read = createLoader(searchParams)
const stateOf = (address: string) => read(new URLSearchParams(address))
const asked = { project: 'WEB', me: 'ines', now: Date.parse('2026-03-10T12:34:56Z') }
const counted = (one: Partial<Counted>): Counted => ({
  by: 'STATUS',
  count: 1,
  status: null,
  priority: null,
  tag: null,
  assignee: null,
  parent: null,
  ...one,
})
const filterFor = (address: string) => countsOf(asked, stateOf(address)).filter

describe('the address of a task list', () => {
  test('an empty address lists what is open, a group for each status that has tasks', () => {
    const state = stateOf('')
    expect(countsOf(asked, state)).toEqual({ project: 'WEB', filter: { status: ['IN_PROGRESS', 'PENDING', 'BLOCKED'] }, by: 'STATUS' })
    const groups = groupsOf(asked, state, [counted({ status: 'BLOCKED', count: 2 }), counted({ status: 'PENDING', count: 7 })])
    expect(groups.map(({ value, title, count }) => [value, title, count])).toEqual([
      ['pending', 'Pending', 7],
      ['blocked', 'Blocked', 2],
    ])
    expect(groups[0]?.variables).toEqual({ project: 'WEB', filter: { status: ['PENDING'] }, orderBy: 'READY' })
  })

  test('every filter of the address reaches the API', () => {
    const address =
      'q=lamp&status=blocked&priority=high,critical&assignee=bob,none&tag=ui&blocked=true&deadline=overdue&created=last-7&updated=2026-01-01..2026-01-31&deleted=true'
    expect(filterFor(address)).toEqual({
      status: ['BLOCKED'],
      text: 'lamp',
      priority: ['HIGH', 'CRITICAL'],
      assignee: ['bob'],
      unassigned: true,
      tags: ['ui'],
      hasOpenBlockers: true,
      deadlineBefore: '2026-03-10T12:00:00.000Z',
      createdAfter: '2026-03-03T12:00:00.000Z',
      updatedAfter: '2026-01-01T00:00:00.000Z',
      updatedBefore: '2026-02-01T00:00:00.000Z',
      deleted: true,
    })
  })

  test('"me" is whoever looks, so that a shared view is everybody’s own', () => {
    expect(filterFor('assignee=me')).toMatchObject({ assignee: ['ines'] })
  })

  test('ready work is pending work, whatever else the address says', () => {
    expect(filterFor('ready=true&status=blocked').status).toEqual(['PENDING'])
  })

  test('without grouping there is one list with the count of all', () => {
    const state = stateOf('group=none&status=completed,cancelled')
    const groups = groupsOf(asked, state, [counted({ status: 'COMPLETED', count: 3 }), counted({ status: 'CANCELLED', count: 2 })])
    expect(groups).toMatchObject([{ value: null, count: 5, variables: { filter: { status: ['COMPLETED', 'CANCELLED'] } } }])
  })

  test('by assignee, tag and parent each group asks for its own, and those without one come last', () => {
    const bob = { id: 'act_1', kind: 'PERSON' as const, handle: 'bob', name: 'Bob' }
    const byAssignee = groupsOf(asked, stateOf('group=assignee&assignee=bob,none'), [
      counted({ by: 'ASSIGNEE', count: 9 }),
      counted({ by: 'ASSIGNEE', assignee: bob }),
    ])
    expect(byAssignee.map(({ value, variables }) => [value, variables.filter.assignee, variables.filter.unassigned])).toEqual([
      ['bob', ['act_1'], null],
      ['none', null, true],
    ])
    const byTag = groupsOf(asked, stateOf('group=tag&tag=ui'), [counted({ by: 'TAG' }), counted({ by: 'TAG', tag: 'docs' })])
    expect(byTag.map(({ title, variables: { filter } }) => [title, filter.tags, filter.hasTags])).toEqual([
      ['docs', ['ui', 'docs'], undefined],
      ['Without a tag', ['ui'], false],
    ])
    const epic = { id: '0000000a', key: 'WEB-1', title: 'Epic' }
    const byParent = groupsOf(asked, stateOf('group=parent'), [counted({ by: 'PARENT' }), counted({ by: 'PARENT', parent: epic })])
    expect(byParent.map(({ value, variables: { filter } }) => [value, filter.parent, filter.hasParent])).toEqual([
      ['WEB-1', ['0000000a'], undefined],
      ['none', undefined, false],
    ])
  })

  test('nonsense in the address is as if it were not there', () => {
    const state = stateOf('status=sideways&order=upwards&group=moon&deadline=soon&created=..&updated=2026-13-45..&cols=x')
    expect(countsOf(asked, state)).toEqual(countsOf(asked, stateOf('')))
    expect(setFilters(state)).toEqual([])
  })

  test('a view drops the filters and keeps order, grouping, columns and density', () => {
    expect(linkTo(stateOf('q=lamp&order=title&density=comfortable'), { ready: true })).toBe('?ready=true&order=title&density=comfortable')
    expect(linkTo(stateOf('q=lamp'), {})).toBe('?')
    expect(filtersOf(stateOf('ready=true&order=title'))).toBe(filtersOf({ ready: true }))
  })

  test('each filter is named and drops alone', () => {
    const state = stateOf('q=a&status=blocked,pending&assignee=me,none&tag=ui&deadline=next-7&updated=last-1&created=2026-01-01..')
    expect(setFilters(state).map(({ word }) => word)).toEqual([
      '“a”',
      'Blocked',
      'Pending',
      'Assigned to me',
      'Unassigned',
      '#ui',
      'Due in the next 7 days',
      'Created from 2026-01-01',
      'Updated in the last 24 hours',
    ])
    expect(setFilters(state)[1]?.without).toEqual({ status: ['PENDING'] })
  })
})

test('the first groups are those that fill a window, without the folded', () => {
  const state = stateOf('')
  const groups = groupsOf(asked, state, [
    counted({ status: 'IN_PROGRESS', count: 500 }),
    counted({ status: 'PENDING', count: 40 }),
    counted({ status: 'BLOCKED', count: 40 }),
  ])
  expect(firstOf(groups, []).map(({ value }) => value)).toEqual(['in_progress', 'pending'])
  expect(firstOf(groups, ['in_progress']).map(({ value }) => value)).toEqual(['pending', 'blocked'])
})
