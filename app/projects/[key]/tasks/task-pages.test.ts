import { Client, type Exchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, map, pipe } from 'wonka'
import { expect, test } from 'vitest'
import type { TaskStatus } from '#app/_ui/status.tsx'
import type { Group } from './groups.ts'
import { TaskPages } from './task-pages.ts'

const names = (count: number) => Array.from({ length: count }, (_, n) => `t${String(n).padStart(4, '0')}`)

/** A server whose list the test may change. */
function open(keys: string[]) {
  const server = { keys, statuses: new Map<string, TaskStatus>(), asked: 0 }
  const answer = ({ after, first }: Record<string, unknown>) => {
    server.asked++
    const from = typeof after === 'string' ? server.keys.indexOf(after) + 1 : 0
    const page = server.keys.slice(from, from + Number(first))
    return {
      __typename: 'Query',
      tasks: {
        __typename: 'TaskConnection',
        nodes: page.map((key) => task(key, server.statuses.get(key) ?? 'PENDING')),
        pageInfo: { __typename: 'PageInfo', hasNextPage: from + page.length < server.keys.length, endCursor: page.at(-1) ?? null },
      },
    }
  }
  const network: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      map((operation) => ({ operation, data: answer(operation.variables ?? {}), error: undefined, stale: false, hasNext: false })),
    )
  const cache = cacheExchange({ keys: { Hold: () => null }, logger: () => {} })
  const client = new Client({ url: '/graphql', exchanges: [cache, network], preferGetMethod: false })
  const pages = new TaskPages(client, group(keys.length), () => {})
  const again = () => new TaskPages(client, group(server.keys.length), () => {}, true)
  return { server, pages, again, shown: () => pages.get().tasks.map(({ key }) => key) }
}

const group = (count: number): Group => ({
  id: 'pending',
  value: 'pending',
  title: 'Pending',
  mark: null,
  note: null,
  count,
  variables: { project: 'WEB', filter: { status: ['PENDING'] }, orderBy: 'READY' },
  fits: ({ status }) => status === 'PENDING',
})

function task(key: string, status: TaskStatus) {
  const plain = {
    id: key,
    key,
    title: key,
    status,
    priority: 'MEDIUM',
    isBlocked: false,
    openBlockers: 0,
    openDependents: 0,
    tags: [],
    viewerCan: [],
  }
  const absent = { estimatedHours: null, deadline: null, deletedAt: null, assignee: null, hold: null, claim: null, blockers: [] }
  return { __typename: 'Task', ...plain, ...absent, updatedAt: '2026-01-01T00:00:00.000Z', version: 1 }
}

test('pages are read as the window comes near their rows, and the rows ahead have their place', () => {
  const { pages, shown } = open(names(230))
  expect(shown()).toHaveLength(50)
  expect(pages.get()).toMatchObject({ rows: 230, hasMore: true, isFetching: false })
  pages.see(0, 30)
  expect(shown()).toHaveLength(150)
  pages.see(100, 140)
  expect(shown()).toEqual(names(230))
  expect(pages.get()).toMatchObject({ rows: 230, hasMore: false })
})

test('a task that arrives in an open page pushes none out of the list', () => {
  const { server, pages, shown } = open(names(120))
  pages.see(0, 30)
  server.keys = ['new', ...names(120)]
  pages.refresh()
  expect(shown()).toEqual(['new', ...names(120)])
})

test('a task that moves up is shown once', () => {
  const { server, pages, shown } = open(names(120))
  pages.see(0, 30)
  server.keys = ['t0119', ...names(119)]
  pages.refresh()
  expect(shown()).toEqual(['t0119', ...names(119)])
})

test('pages behind the new end close', () => {
  const { server, pages, shown } = open(names(120))
  pages.see(0, 30)
  server.keys = ['t0001', 't0003']
  pages.refresh()
  expect(shown()).toEqual(['t0001', 't0003'])
  expect(pages.get()).toMatchObject({ rows: 2, hasMore: false })
})

test('a task that left the group leaves at once, before its page is read again', () => {
  const { server, pages, shown } = open(names(3))
  server.statuses.set('t0001', 'IN_PROGRESS')
  pages.refresh()
  expect(shown()).toEqual(['t0000', 't0002'])
})

test('an event costs the pages near the window alone; the others are read again when they come near', () => {
  const { server, pages, shown } = open(names(1050))
  for (let row = 0; row < 1050; row += 100) pages.see(row, row + 30)
  expect(shown()).toHaveLength(1050)
  pages.see(500, 530)
  server.keys = ['new', ...names(1050)]
  server.asked = 0
  pages.refresh()
  expect(server.asked).toBeLessThanOrEqual(4)
  expect(shown()).not.toContain('new')
  pages.see(0, 30)
  expect(shown()[0]).toBe('new')
})

test('a group that was left and comes back shows what is there now, not what was', () => {
  const { server, pages, again } = open(['a'])
  server.keys = []
  pages.refresh()
  pages.stop()
  server.keys = ['b']
  expect(
    again()
      .get()
      .tasks.map(({ key }) => key),
  ).toEqual(['b'])
})
