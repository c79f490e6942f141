import { describe, expect, it } from 'vitest'
import { mapColumns } from './columns.ts'
import { inOrder, type Linked } from './order.ts'
import { readRows, type Row } from './rows.ts'
import { parseTable } from './table.ts'

const read = (text: string, columns = '', members: string[] = []) => {
  const table = parseTable(text)
  return readRows(table, mapColumns(table.headers, columns), new Set(members))
}

describe('a table', () => {
  it('may be delimited by semicolons or tabs, quoted over lines, and begin with a byte order mark', () => {
    expect(parseTable('\uFEFFid;title\r\n1;"a;b\n""c"""\r\n\r\n').records).toEqual([{ line: 2, cells: { id: '1', title: 'a;b\n"c"' } }])
    expect(parseTable('id\ttitle\n1\tA\n').records).toEqual([{ line: 2, cells: { id: '1', title: 'A' } }])
  })

  it('names two columns of one name apart, and one without a name for its place', () => {
    expect(parseTable('a,a,\n1,2,3').headers).toEqual(['a', 'a (column 2)', 'column 3'])
  })

  it('leaves a row out that has more values than columns, or an open quote, and says so', () => {
    expect(read('id,title\n1,A,B\n2,C').skipped).toEqual([{ line: 2, key: '', reason: expect.stringContaining('3 values for 2 columns') }])
    expect(read('id,title\n1,A\n2,"B').skipped).toEqual([{ line: 3, key: '', reason: expect.stringContaining('no CSV') }])
  })
})

describe('columns', () => {
  it('are found by the names that other tools give them', () => {
    const { columns, rest } = mapColumns(['Issue Key', 'Summary', 'Assigned To', 'Due_Date', 'Sprint'], '')
    expect(Object.fromEntries(columns)).toEqual({ id: 'Issue Key', title: 'Summary', assignee: 'Assigned To', deadline: 'Due_Date' })
    expect(rest).toEqual(['Sprint'])
  })

  it('are named where their names do not tell, or left out', () => {
    const { columns, rest } = mapColumns(['What', 'title', 'Status'], 'title = What; status=-')
    expect(Object.fromEntries(columns)).toEqual({ title: 'What' })
    expect(rest).toEqual(['title', 'Status'])
  })

  it('that are not there, and fields that are none, are all named at once', () => {
    expect(mapColumns(['a'], 'title=b; colour=a').faults).toEqual([
      expect.stringContaining('no column "b"'),
      expect.stringContaining('"colour" is no field'),
      expect.stringContaining('No column is the title'),
    ])
  })
})

describe('a row', () => {
  it('says what it says in our words', () => {
    const text =
      'key,summary,priority,labels,estimate,due,depends on,parent,assignee,status\nA,Paint,P1,"ui, UI;red",2.5h,2026-12-01,"B,C",E,@Ann,Done'
    expect(read(text, '', ['ann']).rows).toMatchObject([
      {
        key: 'A',
        task: { title: 'Paint', priority: 'HIGH', tags: ['UI', 'red'], estimatedHours: 2.5, deadline: '2026-12-01T00:00:00.000Z' },
        dependsOn: ['B', 'C'],
        parent: 'E',
        assignee: 'ann',
        status: 'COMPLETED',
        remarks: [],
      },
    ])
  })

  it('keeps in the description what has no field, and what could not be read', () => {
    const text = 'title,priority,estimate,due,assignee,status,sprint\nPaint,odd,many,soon,nobody,Waiting for Bob,7'
    const [row] = read(text).rows
    expect(row?.task).toMatchObject({ priority: 'MEDIUM', estimatedHours: null, deadline: null })
    expect(row?.assignee).toBeNull()
    const kept = ['sprint: 7', 'priority: odd', 'estimated hours: many', 'deadline: soon', 'status: Waiting for Bob', 'assignee: nobody']
    expect(row?.task.description.split('\n').sort()).toEqual(kept.map((line) => `- ${line}`).sort())
    expect(row?.remarks).toHaveLength(5)
  })

  it('beyond the limits is cut, and kept whole beside', () => {
    const [row] = read(`title,description\n${'t'.repeat(501)},${'d'.repeat(5001)}`).rows
    expect([[...(row?.task.title ?? '')].length, [...(row?.task.description ?? '')].length]).toEqual([500, 5000])
    expect(row?.overflow).toContain('d'.repeat(5001))
    expect(row?.overflow).toContain('t'.repeat(501))
    expect(row?.remarks).toHaveLength(2)
  })

  it('without a title, or with the id of an earlier one, is skipped with its reason', () => {
    const { rows, skipped } = read('id,title\n1,A\n2,\n1,B')
    expect(rows).toHaveLength(1)
    expect(skipped).toEqual([
      { line: 3, key: '2', reason: 'It has no title.' },
      { line: 4, key: '1', reason: 'Line 2 has the same id.' },
    ])
  })
})

describe('the order of rows', () => {
  const linked = (links: Record<string, string[]>) => {
    const rows = new Map(Object.keys(links).map((key) => [key, { key } as Row]))
    return Object.entries(links).map(([key, targets]): Linked => {
      const own = targets.flatMap((to) => {
        const row = rows.get(to)
        return row ? [{ link: { to, kind: 'BLOCKS' as const }, target: { row } }] : []
      })
      return { row: rows.get(key) ?? ({ key } as Row), links: own, missing: [] }
    })
  }

  it('puts each after what it waits for', () => {
    expect(inOrder(linked({ a: ['b', 'c'], b: ['c'], c: [], d: [] })).map(({ row }) => row.key)).toEqual(['c', 'b', 'a', 'd'])
  })

  it('opens a circle at one link, and says which', () => {
    const ordered = inOrder(linked({ a: ['b'], b: ['c'], c: ['a'], d: ['a'] }))
    expect(ordered.map(({ row }) => row.key)).toEqual(['a', 'c', 'd', 'b'])
    expect(ordered.flatMap(({ missing }) => missing)).toEqual([{ link: { to: 'b', kind: 'BLOCKS' }, why: 'it would close a circle' }])
  })

  it('is found for a chain of 20,000 as well', () => {
    const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [String(i), i < 19_999 ? [String(i + 1)] : []]))
    expect(inOrder(linked(chain))[0]?.row.key).toBe('19999')
  })
})
