import { Client, type Exchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, map, pipe } from 'wonka'
import { expect, test } from 'vitest'
import type { TaskStatus } from '#app/_ui/status.tsx'
import { groupsOf } from './groups.ts'
import { searchParams } from './search-params.ts'
import { createLoader } from 'nuqs/server'
import { TaskPages } from './task-pages.ts'

const [group] = groupsOf('WEB', createLoader(searchParams)(new URLSearchParams('status=pending')))

/** A server with pages of two, whose list the test may change. */
function open(keys: string[]) {
  const server = { keys, statuses: new Map<string, TaskStatus>() }
  const answer = (after: unknown) => {
    const from = typeof after === 'string' ? server.keys.indexOf(after) + 1 : 0
    const page = server.keys.slice(from, from + 2)
    return {
      __typename: 'Query',
      tasks: {
        __typename: 'TaskConnection',
        totalCount: server.keys.length,
        nodes: page.map((key) => task(key, server.statuses.get(key) ?? 'PENDING')),
        pageInfo: { __typename: 'PageInfo', hasNextPage: from + 2 < server.keys.length, endCursor: page.at(-1) ?? null },
      },
    }
  }
  const network: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      map((operation) => ({ operation, data: answer(operation.variables?.after), error: undefined, stale: false, hasNext: false })),
    )
  const cache = cacheExchange({ keys: { Hold: () => null }, logger: () => {} })
  const client = new Client({ url: '/graphql', exchanges: [cache, network], preferGetMethod: false })
  if (!group) throw new Error('the address names one group')
  const pages = new TaskPages(client, group, () => {})
  return { server, pages, shown: () => pages.get().tasks.map(({ key }) => key) }
}

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

test('pages follow each other until there are no more', () => {
  const { pages, shown } = open(['a', 'b', 'c', 'd', 'e'])
  expect(pages.get()).toMatchObject({ total: 5, hasMore: true, isFetching: false })
  pages.loadMore()
  pages.loadMore()
  expect(shown()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(pages.get().hasMore).toBe(false)
})

test('a task that arrives in an open page pushes none out of the list', () => {
  const { server, pages, shown } = open(['a', 'b', 'c', 'd'])
  pages.loadMore()
  server.keys = ['new', 'a', 'b', 'c', 'd']
  pages.refresh()
  expect(shown()).toEqual(['new', 'a', 'b', 'c'])
  expect(pages.get()).toMatchObject({ total: 5, hasMore: true })
})

test('a task that moves up is shown once', () => {
  const { server, pages, shown } = open(['a', 'b', 'c', 'd'])
  pages.loadMore()
  server.keys = ['d', 'a', 'b', 'c']
  pages.refresh()
  expect(shown()).toEqual(['d', 'a', 'b', 'c'])
})

test('pages behind the new end close', () => {
  const { server, pages, shown } = open(['a', 'b', 'c', 'd'])
  pages.loadMore()
  server.keys = ['b', 'd']
  pages.refresh()
  expect(shown()).toEqual(['b', 'd'])
  expect(pages.get().hasMore).toBe(false)
})

test('a task whose status left the group leaves at once, before its page is read again', () => {
  const { server, pages, shown } = open(['a', 'b', 'c'])
  server.statuses.set('b', 'IN_PROGRESS')
  pages.refresh()
  expect(shown()).toEqual(['a'])
})
