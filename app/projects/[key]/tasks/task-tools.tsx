'use client'
import Link from 'next/link'
import type { Selection } from 'react-aria-components'
import { Header } from 'react-aria-components/Header'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Menu, MenuItem, MenuSection } from '#app/_ui/menu.tsx'
import { PRIORITIES, PriorityMark, STATUSES, StatusMark } from '#app/_ui/status.tsx'
import { linkTo, ORDERS, SIZES, type ListState, type Order } from './search-params.ts'

export type SetState = (change: Partial<ListState> | null) => Promise<URLSearchParams>

interface TaskToolsProps {
  state: ListState
  setState: SetState
  project: { counts: { open: number; pending: number; completed: number; cancelled: number } } | null
  me: string | null
  people: Assignable[]
  tags: string[]
  canCreate: boolean
  onNew: () => void
}

const ORDER_WORD: Record<Order, string> = {
  READY: 'Most urgent first',
  PRIORITY: 'Priority',
  UPDATED: 'Last changed',
  NEWEST: 'Newest',
  OLDEST: 'Oldest',
  DEADLINE: 'Deadline',
  TITLE: 'Title',
  KEY: 'Key',
}

export function TaskTools({ state, setState, project, me, people, tags, canCreate, onNew }: TaskToolsProps) {
  return (
    <Tools title="Tasks">
      <Views state={state} project={project} me={me} />
      <span className="flex-1" />
      <div id="tasks-text">
        <TextField
          label="Find in these tasks"
          hideLabel
          type="search"
          placeholder="Find"
          value={state.q}
          onChange={(q) => void setState({ q })}
          className="w-44"
        />
      </div>
      <FilterMenu state={state} setState={setState} people={people} tags={tags} />
      <ShowMenu state={state} setState={setState} />
      {canCreate && (
        <Button variant="primary" icon="plus" shortcut="C" onPress={onNew} className="floats-on-phone">
          New task
        </Button>
      )}
    </Tools>
  )
}

function Views({ state, project, me }: Pick<TaskToolsProps, 'state' | 'project' | 'me'>) {
  const counts = project?.counts
  const views: { word: string; count?: number; filters: Partial<ListState> }[] = [
    { word: 'Open', count: counts?.open, filters: {} },
    { word: 'Ready', count: counts?.pending, filters: { ready: true } },
    ...(me ? [{ word: 'Mine', filters: { assignee: [me] } }] : []),
    { word: 'Done', count: counts && counts.completed + counts.cancelled, filters: { status: ['COMPLETED', 'CANCELLED'] } },
  ]
  const here = linkTo(state, state)
  return (
    <nav aria-label="Views" className="views">
      {views.map(({ word, count, filters }) => {
        const href = linkTo(state, filters)
        return (
          <Link key={word} href={href} replace prefetch={false} scroll={false} aria-current={href === here ? 'true' : undefined}>
            {word}
            {count !== undefined && <span className="mono text-ink-3">{count.toLocaleString('en')}</span>}
          </Link>
        )
      })}
    </nav>
  )
}

function FilterMenu({ state, setState, people, tags }: Pick<TaskToolsProps, 'state' | 'setState' | 'people' | 'tags'>) {
  return (
    <Menu
      aria-label="Filters"
      placement="bottom end"
      trigger={
        <Button variant="bare" icon="filter">
          Filter
        </Button>
      }
    >
      <MenuSection
        selectionMode="multiple"
        selectedKeys={state.blocked ? ['blocked'] : []}
        onSelectionChange={(keys) => void setState({ blocked: has(keys, 'blocked') })}
      >
        <MenuItem id="blocked">Has open blockers</MenuItem>
      </MenuSection>
      <Section title="Status" selected={state.status} all={STATUSES} onChange={(status) => void setState({ status, ready: false })}>
        {(status) => <StatusMark status={status} word />}
      </Section>
      <Section title="Priority" selected={state.priority} all={PRIORITIES} onChange={(priority) => void setState({ priority })}>
        {(priority) => <PriorityMark priority={priority} word />}
      </Section>
      <Section
        title="Assigned to"
        selected={state.assignee}
        all={['none', ...people.map(({ handle }) => handle)]}
        onChange={(assignee) => void setState({ assignee })}
      >
        {(handle) => {
          const actor = people.find((one) => one.handle === handle)
          return actor ? <ActorName actor={actor} /> : 'Nobody'
        }}
      </Section>
      <Section title="Tag" selected={state.tag} all={tags} onChange={(tag) => void setState({ tag })}>
        {(tag) => tag}
      </Section>
    </Menu>
  )
}

interface SectionProps<K extends string> {
  title: string
  all: K[]
  selected: K[]
  onChange: (keys: K[]) => void
  children: (key: K) => React.ReactNode
}

function Section<K extends string>({ title, all, selected, onChange, children }: SectionProps<K>) {
  if (!all.length) return null
  return (
    <MenuSection
      selectionMode="multiple"
      selectedKeys={selected.map((key) => `${title} ${key}`)}
      onSelectionChange={(keys) => onChange(all.filter((key) => has(keys, `${title} ${key}`)))}
    >
      <Header className="cap mt-1 border-t border-joint px-2.5 pt-2 pb-1">{title}</Header>
      {all.map((key) => (
        <MenuItem key={key} id={`${title} ${key}`} textValue={key}>
          {children(key)}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function ShowMenu({ state, setState }: Pick<TaskToolsProps, 'state' | 'setState'>) {
  return (
    <Menu
      aria-label="Order and grouping"
      placement="bottom end"
      trigger={
        <Button variant="bare">
          <span className="font-normal">Sort:</span> <b>{ORDER_WORD[state.order]}</b>
        </Button>
      }
    >
      <MenuSection
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.order]}
        onSelectionChange={(keys) => void setState({ order: ORDERS.find((order) => has(keys, order)) ?? 'READY' })}
      >
        <Header className="cap px-2.5 pt-1 pb-1">Sort by</Header>
        {ORDERS.map((order) => (
          <MenuItem key={order} id={order}>
            {ORDER_WORD[order]}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.group]}
        onSelectionChange={(keys) => void setState({ group: has(keys, 'none') ? 'none' : 'status' })}
      >
        <Header className="cap mt-1 border-t border-joint px-2.5 pt-2 pb-1">Group by</Header>
        <MenuItem id="status">Status</MenuItem>
        <MenuItem id="none">Nothing</MenuItem>
      </MenuSection>
      <MenuSection
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.size]}
        onSelectionChange={(keys) => void setState({ size: SIZES.find((size) => has(keys, size)) ?? '50' })}
      >
        <Header className="cap mt-1 border-t border-joint px-2.5 pt-2 pb-1">Read at once</Header>
        {SIZES.map((size) => (
          <MenuItem key={size} id={size} textValue={size}>
            {size} a group
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  )
}

function has(keys: Selection, key: string) {
  return keys === 'all' || keys.has(key)
}
