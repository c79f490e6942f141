import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { TaskPageDocument } from './documents.ts'
import { groupsOf } from './groups.ts'
import { searchParams as parsers } from './search-params.ts'
import { TasksScreen } from './tasks-screen.tsx'

interface TasksPageProps {
  params: Promise<{ key: string }>
  searchParams: Promise<SearchParams>
}

const read = createLoader(parsers)

export async function generateMetadata({ params }: TasksPageProps): Promise<Metadata> {
  return { title: `Tasks of ${(await params).key.toUpperCase()}` }
}

export default async function TasksPage({ params, searchParams }: TasksPageProps) {
  const key = (await params).key.toUpperCase()
  const state = await read(searchParams)
  const pages = await Promise.all(groupsOf(key, state).map(({ variables }) => load(TaskPageDocument, variables)))
  return (
    <Hydrate handovers={pages.map(({ handover }) => handover)}>
      <TasksScreen project={key} />
    </Hydrate>
  )
}
