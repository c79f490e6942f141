import { createLoader } from 'nuqs/server'
import { describe, expect, test } from 'vitest'
import { countFilters, groupsOf } from './groups.ts'
import { linkTo, searchParams } from './search-params.ts'

const read = createLoader(searchParams)
const stateOf = (address: string) => read(new URLSearchParams(address))

describe('the address of a task list', () => {
  test('an empty address lists what is open, a group for each status', () => {
    const groups = groupsOf('WEB', stateOf(''))
    expect(groups.map(({ status }) => status)).toEqual(['IN_PROGRESS', 'PENDING', 'BLOCKED'])
    expect(groups[0]?.variables).toEqual({ project: 'WEB', filter: { status: ['IN_PROGRESS'] }, orderBy: 'READY', first: 50, after: null })
  })

  test('every filter of the address reaches the API', () => {
    const [group] = groupsOf(
      'WEB',
      stateOf('q=lamp&status=blocked&priority=high,critical&assignee=ines,none&tag=ui&blocked=true&order=updated&size=25'),
    )
    expect(group?.variables).toMatchObject({
      filter: {
        status: ['BLOCKED'],
        text: 'lamp',
        priority: ['HIGH', 'CRITICAL'],
        assignee: ['ines'],
        unassigned: true,
        tags: ['ui'],
        hasOpenBlockers: true,
      },
      orderBy: 'UPDATED',
      first: 25,
    })
  })

  test('ready work is pending work, whatever else the address says', () => {
    expect(groupsOf('WEB', stateOf('ready=true&status=blocked')).map(({ statuses }) => statuses)).toEqual([['PENDING']])
  })

  test('without grouping there is one list of all statuses', () => {
    const groups = groupsOf('WEB', stateOf('group=none&status=completed,cancelled'))
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({ status: null, statuses: ['COMPLETED', 'CANCELLED'] })
  })

  test('nonsense in the address is as if it were not there', () => {
    const state = stateOf('status=sideways&order=upwards&size=7')
    expect(groupsOf('WEB', state)).toEqual(groupsOf('WEB', stateOf('')))
    expect(countFilters(state)).toBe(0)
  })

  test('a view drops the filters and keeps order, grouping and size', () => {
    expect(linkTo(stateOf('q=lamp&order=title&size=100'), { ready: true })).toBe('?ready=true&order=title&size=100')
    expect(linkTo(stateOf('q=lamp'), {})).toBe('?')
  })

  test('each kind of filter counts once', () => {
    expect(countFilters(stateOf('q=a&status=blocked,pending&tag=ui&ready=true'))).toBe(4)
  })
})
