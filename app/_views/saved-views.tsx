'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import { useSearchParams } from 'next/navigation'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { SavedViewsDocument, type ViewPage } from './documents.ts'
import { isSameQuery } from './same-query.ts'

const ViewsMenu = lazy(() => import('./views-menu.tsx').then((file) => ({ default: file.ViewsMenu })))

interface SavedViewsProps {
  /** The project's key. */
  project: string
  page: ViewPage
}

/** The saved views of a page: opens, saves, renames, shares and deletes them. The address is all of a view's state. */
export function SavedViews({ project, page }: SavedViewsProps) {
  const anchor = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const search = useSearchParams().toString()
  const [{ data }] = useQuery({ query: SavedViewsDocument, variables: { project } })
  const views = data?.project?.savedViews.filter((view) => view.page === page) ?? []
  const same = views.filter(({ query }) => isSameQuery(query, search))
  // One that was open and is no longer the same is being changed, until the page is as it comes.
  const current = same.find(({ id }) => id === opened) ?? same[0] ?? (search ? views.find(({ id }) => id === opened) : null) ?? null
  const isChanged = current !== null && !same.includes(current)
  if (opened !== (current?.id ?? null)) setOpened(current?.id ?? null)
  return (
    <div ref={anchor} className="min-w-0">
      <Button variant="bare" aria-haspopup="dialog" aria-expanded={isOpen} onPress={() => setOpen(true)} className="max-w-56">
        <Icon name="flag" />
        <span className="truncate">{current ? current.name : 'Views'}</span>
        {isChanged && <span className="text-ink-3">changed</span>}
        <Icon name="down" />
      </Button>
      <Suspense>
        {isOpen && (
          <ViewsMenu
            anchor={anchor}
            project={project}
            page={page}
            views={views}
            canShare={data?.project?.viewerRole !== 'VIEWER'}
            current={current}
            isChanged={isChanged}
            search={search}
            onOpened={setOpened}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  )
}
