import { expect, test } from 'vitest'
import type { HomeTask } from './documents.ts'
import { byProject, waitingOf } from './waiting.ts'

const actor = { id: 'act_1', kind: 'AGENT' as const, handle: 'kestrel', name: 'kestrel' }
const page = { pageInfo: { hasNextPage: false } }

function task(id: string, more: Partial<HomeTask> = {}): HomeTask {
  const time = '2026-01-01T00:00:00.000Z'
  return {
    id,
    key: `WEB-${id}`,
    title: id,
    status: 'PENDING',
    priority: 'MEDIUM',
    isBlocked: false,
    openBlockers: 0,
    openDependents: 0,
    tags: [],
    estimatedHours: null,
    deadline: null,
    deletedAt: null,
    updatedAt: time,
    version: 1,
    assignee: null,
    hold: null,
    claim: null,
    blockers: [],
    viewerCan: ['ANSWER', 'RELEASE_HOLD', 'START', 'ASSIGN'],
    project: { id: 'web', key: 'WEB', name: 'Web', seq: 1 },
    ...more,
  }
}
const question = (of: HomeTask, day: number) => ({
  id: `qst_${of.id}`,
  body: 'Which?',
  options: [],
  state: 'OPEN' as const,
  answer: null,
  createdAt: `2026-01-0${day}T00:00:00.000Z`,
  closedAt: null,
  asker: actor,
  closedBy: null,
  task: of,
})
const held = (of: HomeTask) => ({ ...of, hold: { reason: 'r', at: '2026-01-03T00:00:00.000Z', by: null } })
const lapsed = (of: HomeTask) => ({ id: `clm_${of.id}`, endedAt: '2026-01-02T00:00:00.000Z', holder: actor, task: of })
const ids = (...[questions, holds, claims]: [HomeTask[], HomeTask[], HomeTask[]]) =>
  waitingOf({
    questions: { nodes: questions.map((one, i) => question(one, 5 - i)), ...page },
    holds: { nodes: holds.map(held), ...page },
    lapsed: { nodes: claims.map(lapsed), ...page },
  }).map(({ duty, task: { id } }) => `${duty} ${id}`)

test('questions come first, the longest waiting of them at the top, then holds, then leases that ran out', () => {
  const [a, b, c, d] = [task('a'), task('b'), task('c'), task('d')]
  expect(ids([a, b], [c], [d])).toEqual(['answer b', 'answer a', 'decide c', 'takeOver d'])
})

test('a task waits once: a question holds it too, and so does a lease that ran out too often', () => {
  const [a, b] = [task('a'), task('b')]
  expect(ids([a], [a, b], [b])).toEqual(['answer a', 'decide b'])
})

test('what the person may do nothing about does not wait for them', () => {
  const seen = task('a', { viewerCan: ['ADD_CONTEXT'] })
  expect(ids([seen], [task('b', { viewerCan: [] })], [task('c', { viewerCan: ['CLAIM'] })])).toEqual([])
})

test('work is listed by project, begun work before the rest', () => {
  const api = { id: 'api', key: 'API', name: 'Api', seq: 1 }
  const groups = byProject([
    task('a', { status: 'BLOCKED', project: api }),
    task('b', { project: api }),
    task('c', { status: 'BLOCKED' }),
    task('d', { status: 'IN_PROGRESS' }),
  ])
  expect(groups.map(({ project, tasks }) => [project.key, ...tasks.map(({ id }) => id)])).toEqual([
    ['WEB', 'd', 'c'],
    ['API', 'b', 'a'],
  ])
})
