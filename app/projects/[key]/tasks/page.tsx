import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ShellDocument } from '#app/_shell/documents.ts'
import { TaskGroupsDocument, TaskPageDocument } from './documents.ts'
import { countsOf, firstOf, groupsOf } from './groups.ts'
import { searchParams as parsers } from './search-params.ts'
import { FIRST } from './task-pages.ts'
import { TasksScreen } from './tasks-screen.tsx'

interface TasksPageProps {
  params: Promise<{ key: string }>
  searchParams: Promise<SearchParams>
}

const read = createLoader(parsers)
const now = () => Date.now()

export async function generateMetadata({ params }: TasksPageProps): Promise<Metadata> {
  return { title: `Tasks of ${(await params).key.toUpperCase()}` }
}

export default async function TasksPage({ params, searchParams }: TasksPageProps) {
  const key = (await params).key.toUpperCase()
  const state = await read(searchParams)
  const shell = state.assignee.includes('me') ? await load(ShellDocument, {}) : null
  const asked = { project: key, me: shell?.data.me?.handle ?? null, now: now() }
  const counted = await load(TaskGroupsDocument, countsOf(asked, state))
  const groups = groupsOf(asked, state, counted.data.taskGroups ?? [])
  const first = firstOf(groups, state.folded)
  const pages = await Promise.all(first.map(({ variables }) => load(TaskPageDocument, { ...variables, first: FIRST, after: null })))
  return (
    <Hydrate handovers={[counted, ...pages].map(({ handover }) => handover)}>
      <TasksScreen project={key} />
    </Hydrate>
  )
}
