import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ShellDocument } from '#app/_shell/documents.ts'
import { TaskGroupsDocument, TaskPageDocument } from '../tasks/documents.ts'
import { FIRST } from '../tasks/task-pages.ts'
import { boardParams } from './address.ts'
import { BoardScreen } from './board-screen.tsx'
import { boardCountsOf, columnsOf } from './columns.ts'
import { BoardActorsDocument } from './documents.ts'
import { peopleOf } from './people.ts'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<SearchParams>
}

const read = createLoader(boardParams)
const clock = () => Date.now()

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Board of ${(await params).key.toUpperCase()}` }
}

export default async function BoardPage({ params, searchParams }: Props) {
  const project = (await params).key.toUpperCase()
  const [state, actors, shell] = [await read(searchParams), await load(BoardActorsDocument, { project }), await load(ShellDocument, {})]
  // Handed on, so that the browser asks for the same days.
  const now = clock()
  const asked = { project, me: shell.data.me?.handle ?? null, now }
  const open = columnsOf(asked, state, peopleOf(actors.data), []).filter(({ id }) => !state.folded.includes(id))
  const [counts, ...pages] = await Promise.all([
    load(TaskGroupsDocument, boardCountsOf(asked, state)),
    ...open.map(({ group }) => load(TaskPageDocument, { ...group.variables, first: FIRST, after: null })),
  ])
  return (
    <Hydrate handovers={[shell.handover, actors.handover, counts.handover, ...pages.map(({ handover }) => handover)]}>
      <BoardScreen project={project} now={now} />
    </Hydrate>
  )
}
