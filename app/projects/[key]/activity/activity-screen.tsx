'use client'
import { useQueryStates } from 'nuqs'
import { useMemo, useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import '#app/_activity/activity.css'
import { KnownActors } from '#app/_activity/change.tsx'
import { ActivityDocument } from '#app/_activity/documents.ts'
import { EventRow } from '#app/_activity/event-row.tsx'
import { ACTION, PROJECT_ACTIONS } from '#app/_activity/words.ts'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { ComboBox } from '#app/_ui/choice.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tools } from '#app/_ui/list.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { ChoicesDocument } from '../tasks/documents.ts'
import { activityVariables, address } from './address.ts'

/** What happened in the project, newest first. A page more is a page behind the last one; the first is read again when something happens. */
export function ActivityScreen({ project }: { project: string }) {
  const [asked, setAsked] = useQueryStates(address)
  const [pages, setPages] = useState<{ of: string; after: (string | null)[] }>({ of: '', after: [null] })
  const isFiltered = asked.actor !== null || asked.action.length > 0
  const filter = `${asked.actor}|${asked.action.join()}`
  const cursors = pages.of === filter ? pages.after : [null]
  return (
    <>
      <Filters project={project} asked={asked} change={setAsked} />
      <Known project={project}>
        <div className="max-w-255 px-(--pad-x) pb-10">
          <ul>
            {cursors.map((after) => (
              <Page
                key={after ?? 'first'}
                project={project}
                asked={asked}
                after={after}
                isLast={after === cursors[cursors.length - 1]}
                isFiltered={isFiltered}
                onMore={(next) => setPages({ of: filter, after: [...cursors, next] })}
                onAll={() => void setAsked(null)}
              />
            ))}
          </ul>
        </div>
      </Known>
    </>
  )
}

function Known({ project, children }: { project: string; children: ReactNode }) {
  const [{ data }] = useQuery({ query: ChoicesDocument, variables: { project } })
  const known = useMemo(() => new Map(data?.project?.members.map(({ actor }) => [actor.id, actor])), [data])
  return <KnownActors value={known}>{children}</KnownActors>
}

type Asked = Parameters<typeof activityVariables>[1]

interface PageProps {
  project: string
  asked: Asked
  after: string | null
  isLast: boolean
  isFiltered: boolean
  onMore: (after: string) => void
  onAll: () => void
}

function Page({ project, asked, after, isLast, isFiltered, onMore, onAll }: PageProps) {
  const variables = useMemo(() => activityVariables(project, asked, after), [project, asked, after])
  const [{ data, error }, read] = useQuery({ query: ActivityDocument, variables })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  useProjectEvents(data?.project?.id ?? '', () => {
    if (after === null) readAgain()
  })
  const events = data?.project?.events
  if (!events) {
    if (!error) return <Skeleton rows={8} label="Loading activity" />
    return (
      <ErrorState title="The activity did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
        {error.message}
      </ErrorState>
    )
  }
  if (events.nodes.length === 0 && after === null) {
    if (!isFiltered) return <EmptyState title="Nothing has happened yet." />
    return <EmptyState title="Nothing fits this filter." actions={<Button onPress={onAll}>Show everything</Button>} />
  }
  return (
    <>
      {events.nodes.map((event) => (
        <EventRow key={event.id} event={event} project={project} />
      ))}
      {isLast && events.pageInfo.hasNextPage && events.pageInfo.endCursor && (
        <li className="py-3">
          <Button onPress={() => events.pageInfo.endCursor && onMore(events.pageInfo.endCursor)}>Show earlier</Button>
        </li>
      )}
    </>
  )
}

interface FiltersProps {
  project: string
  asked: Asked
  change: (value: { actor?: string | null; action?: Asked['action'] | null }) => unknown
}

function Filters({ project, asked, change }: FiltersProps) {
  const [{ data }] = useQuery({ query: ChoicesDocument, variables: { project } })
  const actors = data?.project?.members.map(({ actor }) => actor) ?? []
  return (
    <Tools title="Activity">
      <ComboBox
        key={`${actors.length}`}
        label="By"
        hideLabel
        placeholder="By anyone"
        className="w-44"
        value={asked.actor}
        onChange={(actor) => change({ actor })}
        options={actors.map(({ handle, name }) => ({ id: handle, text: name === handle ? handle : `${name} (${handle})` }))}
      />
      <Menu
        aria-label="Which actions"
        selectionMode="multiple"
        selectedKeys={asked.action}
        onSelectionChange={(keys) => change({ action: keys === 'all' ? null : PROJECT_ACTIONS.filter((action) => keys.has(action)) })}
        trigger={
          <Button icon="filter">
            {asked.action.length > 0 ? `${asked.action.length} of ${PROJECT_ACTIONS.length} actions` : 'All actions'}
            <Icon name="down" />
          </Button>
        }
      >
        {PROJECT_ACTIONS.map((action) => (
          <MenuItem key={action} id={action} textValue={ACTION[action].word}>
            <Icon name={ACTION[action].icon} />
            {ACTION[action].word}
          </MenuItem>
        ))}
      </Menu>
      {asked.actor && (
        <Chip>
          by {asked.actor}
          <IconButton
            icon="close"
            label="Show what everybody did"
            className="-mr-1.5 size-6 max-sm:size-11"
            onPress={() => change({ actor: null })}
          />
        </Chip>
      )}
      {asked.action.length > 0 && (
        <Button variant="bare" onPress={() => change({ action: null })}>
          All actions
        </Button>
      )}
    </Tools>
  )
}
