'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import './activity.css'
import { address, filterOf } from './address.ts'
import { KnownActors } from './change.tsx'
import { KnownActorsDocument, type EventPage } from './documents.ts'
import { Feed } from './feed.tsx'
import { Filters } from './filters.tsx'

const CsvDialog = dynamic(() => import('./csv-dialog.tsx').then((file) => file.CsvDialog), { ssr: false })

interface Props {
  /** Null for the workspace, whose log admins alone read. */
  project: { id: string; key: string } | null
  /** The first page of the filter in the address the page was asked for. */
  initial: { page: EventPage; filter: string }
  /** Whether the person may see requests, addresses and programs. */
  seesOrigin: boolean
}

/** At most so often new events are looked for while many come. */
const LOOK_MS = 500
/** The workspace's log has no stream to listen to. */
const POLL_MS = 10_000
const NOTHING = { actor: null, action: null, task: null, from: null, to: null }

/** A log with its filters: of a project, or of the workspace. */
export function ActivityScreen({ project, initial, seesOrigin }: Props) {
  const [asked, setAsked] = useQueryStates(address)
  const [isExporting, setExporting] = useState(false)
  const [news, setNews] = useState(0)
  const [{ data }] = useQuery({ query: KnownActorsDocument })
  const known = useMemo(() => new Map(data?.actors.map((actor) => [actor.id, actor])), [data])
  const text = JSON.stringify(filterOf(asked))
  const filter = useMemo(() => filterOf(asked), [asked])
  useReread(project?.id ?? '', () => setNews((count) => count + 1), LOOK_MS)
  const poll = useEffectEvent(() => project === null && document.visibilityState === 'visible' && setNews((count) => count + 1))
  useEffect(() => {
    const timer = setInterval(poll, POLL_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <KnownActors value={known}>
      <Filters
        project={project?.key ?? null}
        actors={data?.actors ?? []}
        asked={asked}
        seesOrigin={seesOrigin}
        change={(value) => void setAsked(value)}
        onExport={() => setExporting(true)}
      />
      <div className="pb-10">
        <Feed
          key={text}
          project={project?.key ?? null}
          filter={filter}
          initial={initial.filter === text ? initial.page : null}
          isFiltered={text !== '{}'}
          origin={asked.origin && seesOrigin}
          news={news}
          onAll={() => void setAsked(NOTHING)}
        />
      </div>
      {isExporting && (
        <CsvDialog
          project={project?.key ?? null}
          filter={filter}
          known={known}
          hasOrigin={seesOrigin}
          onClose={() => setExporting(false)}
        />
      )}
    </KnownActors>
  )
}
