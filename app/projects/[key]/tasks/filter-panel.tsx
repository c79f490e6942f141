'use client'
import { useState, type ReactNode, type RefObject } from 'react'
import type { Selection } from 'react-aria-components'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { MenuItem, MenuList, MenuSection } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { PRIORITIES, PRIORITY, PriorityMark, STATUS, STATUSES, StatusMark } from '#app/_ui/status.tsx'
import { RangeForm, type RangeName } from './range-form.tsx'
import { DEADLINES, PASTS, rangeWords } from './ranges.ts'
import type { ListState, SetState } from './search-params.ts'

interface FilterPanelProps {
  anchor: RefObject<HTMLElement | null>
  state: ListState
  setState: SetState
  people: Assignable[]
  tags: string[]
  onClose: () => void
}

const RANGES: { name: RangeName; title: string; usual: readonly string[] }[] = [
  { name: 'deadline', title: 'Deadline', usual: DEADLINES },
  { name: 'updated', title: 'Updated', usual: PASTS },
  { name: 'created', title: 'Created', usual: PASTS },
]

/** All filters in one list, which narrows to what is typed. */
export function FilterPanel({ anchor, state, setState, people, tags, onClose }: FilterPanelProps) {
  const [range, setRange] = useState<RangeName | null>(null)
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom end">
      <Dialog aria-label="Filters" className="w-72 outline-none">
        {range ? (
          <RangeForm
            name={range}
            value={state[range]}
            onDone={(value) => {
              void setState({ [range]: value })
              onClose()
            }}
          />
        ) : (
          <FilterList state={state} setState={setState} people={people} tags={tags} onRange={setRange} />
        )}
      </Dialog>
    </Popover>
  )
}

type FilterListProps = Pick<FilterPanelProps, 'state' | 'setState' | 'people' | 'tags'> & { onRange: (name: RangeName) => void }

function FilterList({ state, setState, people, tags, onRange }: FilterListProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const flags = (['ready', 'blocked', 'deleted'] as const).filter((name) => state[name])
  return (
    <Autocomplete filter={contains}>
      <div className="px-2 py-1">
        <TextField label="Find a filter" hideLabel placeholder="Find a filter" autoFocus />
      </div>
      <MenuList aria-label="Filters">
        <Section
          title="Work"
          all={['ready', 'blocked', 'deleted']}
          selected={flags}
          words={(name) => FLAG[name]}
          onChange={(on) =>
            void setState({ ready: on.includes('ready'), blocked: on.includes('blocked'), deleted: on.includes('deleted') })
          }
        />
        <Section
          title="Status"
          all={STATUSES}
          selected={state.status}
          words={(status) => STATUS[status].word}
          onChange={(status) => void setState({ status, ready: false })}
        >
          {(status) => <StatusMark status={status} word />}
        </Section>
        <Section
          title="Priority"
          all={PRIORITIES}
          selected={state.priority}
          words={(priority) => PRIORITY[priority].word}
          onChange={(priority) => void setState({ priority })}
        >
          {(priority) => <PriorityMark priority={priority} word />}
        </Section>
        <Section
          title="Assigned to"
          all={['me', 'none', ...people.map(({ handle }) => handle)]}
          selected={state.assignee}
          words={(handle) => PERSON[handle] ?? `${people.find((one) => one.handle === handle)?.name ?? ''} ${handle}`}
          onChange={(assignee) => void setState({ assignee })}
        >
          {(handle) => {
            const actor = people.find((one) => one.handle === handle)
            return actor ? <ActorName actor={actor} /> : PERSON[handle]
          }}
        </Section>
        {RANGES.map(({ name, title, usual }) => (
          <RangeSection
            key={name}
            title={title}
            usual={usual}
            value={state[name]}
            onChange={(value) => void setState({ [name]: value })}
            onOther={() => onRange(name)}
          />
        ))}
        <Section title="Tag" all={tags} selected={state.tag} words={(tag) => tag} onChange={(tag) => void setState({ tag })} />
      </MenuList>
    </Autocomplete>
  )
}

const FLAG = { ready: 'Ready to claim', blocked: 'Has open blockers', deleted: 'Deleted' }
const PERSON: Record<string, string> = { me: 'Me', none: 'Nobody' }

interface SectionProps<K extends string> {
  title: string
  all: readonly K[]
  selected: readonly K[]
  words: (key: K) => string
  onChange: (keys: K[]) => void
  children?: (key: K) => ReactNode
}

function Section<K extends string>({ title, all, selected, words, onChange, children = words }: SectionProps<K>) {
  if (!all.length) return null
  return (
    <MenuSection
      aria-label={title}
      selectionMode="multiple"
      selectedKeys={selected.map((key) => `${title} ${key}`)}
      onSelectionChange={(keys) => onChange(all.filter((key) => has(keys, `${title} ${key}`)))}
    >
      <Header className="cap mt-1 border-t border-joint px-2.5 pt-2 pb-1">{title}</Header>
      {all.map((key) => (
        <MenuItem key={key} id={`${title} ${key}`} textValue={`${title} ${words(key)}`}>
          {children(key)}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

interface RangeSectionProps {
  title: string
  usual: readonly string[]
  value: string | null
  onChange: (value: string | null) => void
  onOther: () => void
}

function RangeSection({ title, usual, value, onChange, onOther }: RangeSectionProps) {
  return (
    <MenuSection
      aria-label={title}
      selectionMode="single"
      selectedKeys={value === null ? [] : [usual.includes(value) ? `${title} ${value}` : `${title} other`]}
      onSelectionChange={(keys) => {
        if (has(keys, `${title} other`)) onOther()
        else onChange(usual.find((one) => has(keys, `${title} ${one}`)) ?? null)
      }}
    >
      <Header className="cap mt-1 border-t border-joint px-2.5 pt-2 pb-1">{title}</Header>
      {usual.map((one) => (
        <MenuItem key={one} id={`${title} ${one}`} textValue={`${title} ${rangeWords(one)}`}>
          {capital(rangeWords(one))}
        </MenuItem>
      ))}
      <MenuItem id={`${title} other`} textValue={`${title} between two days`} onAction={onOther}>
        {value !== null && !usual.includes(value) ? capital(rangeWords(value)) : 'Between two days…'}
      </MenuItem>
    </MenuSection>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function has(keys: Selection, key: string) {
  return keys === 'all' || keys.has(key)
}
