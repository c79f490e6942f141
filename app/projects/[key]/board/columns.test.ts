import { createLoader } from 'nuqs/server'
import { describe, expect, test } from 'vitest'
import { boardParams } from './address.ts'
import { belongs, boardCountsOf, columnsOf, type BoardActor } from './columns.ts'

const read = createLoader(boardParams)
const people: BoardActor[] = [
  { id: 'act_1', kind: 'PERSON', handle: 'ines', name: 'Ines Okafor' },
  { id: 'act_2', kind: 'AGENT', handle: 'kestrel', name: 'Kestrel' },
]
const asked = { project: 'WEB', me: 'ines', now: 0 }
const columns = (address: string) => columnsOf(asked, read(new URLSearchParams(address)), people, [])

describe('the columns of a board', () => {
  test('are the statuses from what waits to what is finished', () => {
    expect(columns('').map(({ id }) => id)).toEqual(['blocked', 'pending', 'in_progress', 'completed', 'cancelled'])
    expect(columns('').map(({ group }) => group.variables.filter)).toEqual(
      ['BLOCKED', 'PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'].map((status) => expect.objectContaining({ status: [status] })),
    )
  })

  test('stand in the ready order, what is finished with the latest first, unless the address says otherwise', () => {
    expect(columns('').map(({ order }) => order)).toEqual([
      ...['most urgent first', 'most urgent first', 'most urgent first'],
      ...['last changed first', 'last changed first'],
    ])
    expect(columns('')[3]?.group.variables.orderBy).toBe('UPDATED')
    expect(columns('order=title').map(({ group }) => group.variables.orderBy)).toEqual(Array.from({ length: 5 }, () => 'TITLE'))
  })

  test('by assignee are nobody and each member, with open tasks', () => {
    const found = columns('by=assignee')
    expect(found.map(({ group }) => group.title)).toEqual(['Unassigned', 'Ines Okafor', 'kestrel'])
    expect(found[0]?.group.variables.filter).toMatchObject({ unassigned: true, status: ['IN_PROGRESS', 'PENDING', 'BLOCKED'] })
    expect(found[2]?.group.variables.filter).toMatchObject({ assignee: ['act_2'] })
    expect(columns('by=assignee&assignee=ines').map(({ id }) => id)).toEqual(['ines'])
  })

  test('by priority are the priorities, the highest first', () => {
    expect(columns('by=priority').map(({ id }) => id)).toEqual(['critical', 'high', 'medium', 'low'])
    expect(columns('by=priority&priority=low').map(({ id }) => id)).toEqual(['low'])
  })

  test('take the filters of the list with them', () => {
    for (const { group } of columns('q=lamp&tag=ui')) expect(group.variables.filter).toMatchObject({ text: 'lamp', tags: ['ui'] })
    expect(columns('status=pending,completed').map(({ id }) => id)).toEqual(['pending', 'completed'])
    expect(columns('ready=true').map(({ id }) => id)).toEqual(['pending'])
  })

  test('are there without cards too, with the counts of the others', () => {
    const counted = [
      { by: 'STATUS' as const, count: 7, status: 'PENDING' as const, priority: null, tag: null, assignee: null, parent: null },
    ]
    const found = columnsOf(asked, read(new URLSearchParams()), people, counted)
    expect(found.map(({ group }) => group.count)).toEqual([0, 7, 0, 0, 0])
    expect(boardCountsOf(asked, read(new URLSearchParams()))).toMatchObject({
      by: 'STATUS',
      filter: { status: expect.arrayContaining(['COMPLETED']) },
    })
  })

  test('know their own cards', () => {
    const task = { status: 'PENDING' as const, priority: 'LOW' as const, assignee: null }
    expect(
      columns('')
        .filter(({ common }) => belongs(task, common))
        .map(({ id }) => id),
    ).toEqual(['pending'])
    expect(
      columns('by=assignee')
        .filter(({ common }) => belongs(task, common))
        .map(({ id }) => id),
    ).toEqual(['none'])
    expect(
      columns('by=priority')
        .filter(({ common }) => belongs(task, common))
        .map(({ id }) => id),
    ).toEqual(['low'])
  })
})
