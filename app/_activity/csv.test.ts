import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { COLUMNS, ORIGIN_COLUMNS, rowOf } from './csv.ts'
import type { ProjectEvent } from './documents.ts'

const ann = { id: 'act_1', kind: 'PERSON' as const, handle: 'ann', name: 'Ann' }
const event: ProjectEvent = {
  ...{
    id: 'evt_1',
    seq: 7,
    createdAt: '2026-03-02T00:00:00.000Z',
    action: 'TASK_UPDATED',
    taskKey: 'T-1',
    subjectId: null,
    data: { key: 'T-1' },
  },
  ...{ requestId: 'req', address: '127.0.0.1', userAgent: 'curl', actor: ann, task: { id: 'ab', title: '=HYPERLINK("x")' } },
  changes: [
    { field: 'assignee', old: null, new: 'act_1' },
    { field: 'estimatedHours', old: 1, new: 2.5 },
  ],
}
const known = new Map([[ann.id, ann]])

it('says in a row what the screen says, with actors by their handles', () => {
  expect(rowOf(event, known, false)).toMatchObject({
    ...{ event: 7, actor: 'ann', action: 'TASK_UPDATED', words: 'changed', task: 'T-1' },
    changes: 'assignee: nothing → ann; estimate: 1 h → 2.5 h',
  })
})

it('has exactly the columns that are explained, and where from for those who may see it', () => {
  expect(Object.keys(rowOf(event, known, false))).toEqual(Object.keys(COLUMNS))
  expect(Object.keys(rowOf(event, known, true))).toEqual([...Object.keys(COLUMNS), ...Object.keys(ORIGIN_COLUMNS)])
})

it('never lets a cell begin a formula', () => {
  const risky = ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1'].map((title) => rowOf({ ...event, task: { id: 'ab', title } }, known, false))
  const { data } = Papa.parse<{ title: string }>(Papa.unparse(risky, { escapeFormulae: true }), { header: true })
  expect(data.map(({ title }) => title.startsWith("'"))).toEqual(risky.map(() => true))
})
