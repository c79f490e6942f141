'use client'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { SavedViews } from '#app/_views/saved-views.tsx'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tools } from '#app/_ui/list.tsx'
import { ChoicesDocument } from '#app/projects/[key]/tasks/documents.ts'
import type { Asked, Change } from './address.ts'
import type { Drawn } from './export.ts'

const FilterPanel = lazy(() => import('#app/projects/[key]/tasks/filter-panel.tsx').then((file) => ({ default: file.FilterPanel })))
const DrawMenu = lazy(() => import('./draw-menu.tsx'))

interface Props {
  asked: Asked
  change: Change
  project: string
  shown: number
  folded: number
  path: { summary: string } | null
  isFetching: boolean
  drawn: Drawn | null
}

export function GraphTools({ asked, change, project, shown, folded, path, isFetching, drawn }: Props) {
  const [isFiltering, setFiltering] = useState(false)
  const [isDrawing, setDrawing] = useState(false)
  const anchor = useRef<HTMLDivElement>(null)
  const [{ data }] = useQuery({ query: ChoicesDocument, variables: { project } })
  const people = data?.project?.members.flatMap(({ actor }) => (actor.retiredAt ? [] : [actor])) ?? []
  // Its menu comes with the first press, which opens it.
  const drawing = (
    <Button variant="bare" icon="more" aria-haspopup="menu" aria-expanded={isDrawing} onPress={() => setDrawing(true)}>
      Drawing
    </Button>
  )
  return (
    <Tools title="Graph">
      {asked.around && (
        <Chip>
          <Icon name="graph" size={12} />
          around <span className="mono">{asked.around}</span>
          <IconButton
            icon="close"
            label="Show the whole project"
            className="-mr-1.5 size-6 max-sm:size-9"
            onPress={() => void change({ around: null, direction: null, depth: null })}
          />
        </Chip>
      )}
      {asked.around && <Around asked={asked} change={change} />}
      <span role="status" className="whitespace-nowrap text-ink-2">
        {shown.toLocaleString('en')} {shown === 1 ? 'task' : 'tasks'}
        {folded > 0 && `, ${folded.toLocaleString('en')} folded`}
        {path && (
          <>
            , critical path <b>{path.summary}</b>
          </>
        )}
      </span>
      <span className="flex-1">{isFetching && <span className="sr-only">Loading</span>}</span>
      <SavedViews project={project} page="GRAPH" />
      <TextField
        label="Find in these tasks"
        hideLabel
        type="search"
        placeholder="Find"
        value={asked.q}
        onChange={(q) => void change({ q: q || null })}
        className="w-32"
      />
      <div ref={anchor}>
        <Button variant="bare" icon="filter" aria-haspopup="dialog" onPress={() => setFiltering(true)}>
          Filter
        </Button>
      </div>
      <Suspense>
        {isFiltering && (
          <FilterPanel
            anchor={anchor}
            state={asked}
            setState={change}
            people={people}
            tags={data?.project?.tags ?? []}
            onClose={() => setFiltering(false)}
          />
        )}
      </Suspense>
      {isDrawing ? (
        <Suspense fallback={drawing}>
          <DrawMenu asked={asked} change={change} drawn={drawn} />
        </Suspense>
      ) : (
        drawing
      )}
      <Toggle icon="critical-path" isOn={asked.critical} onChange={(critical) => void change({ critical: critical || null })}>
        Critical path
      </Toggle>
      <Segment label="View">
        <Choice icon="graph" isOn={asked.view === 'graph'} onPress={() => void change({ view: null })}>
          Graph
        </Choice>
        <Choice icon="table" isOn={asked.view === 'table'} onPress={() => void change({ view: 'table' })}>
          Table
        </Choice>
      </Segment>
    </Tools>
  )
}

const DIRECTIONS = [
  ['both', 'Both'],
  ['upstream', 'Upstream'],
  ['downstream', 'Downstream'],
] as const
const DEPTHS = [1, 2, 3, null]

function Around({ asked, change }: Pick<Props, 'asked' | 'change'>) {
  return (
    <>
      <Segment label="Direction">
        {DIRECTIONS.map(([direction, word]) => (
          <Choice key={direction} isOn={asked.direction === direction} onPress={() => void change({ direction })}>
            {word}
          </Choice>
        ))}
      </Segment>
      <Segment label="Steps away">
        {DEPTHS.map((depth) => (
          <Choice key={depth} isOn={asked.depth === depth} onPress={() => void change({ depth })}>
            {depth ?? 'All'}
          </Choice>
        ))}
      </Segment>
    </>
  )
}

interface ToggleProps {
  icon: IconName
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}

function Toggle({ icon, isOn, onChange, children }: ToggleProps) {
  return (
    <Button icon={icon} aria-pressed={isOn} className="aria-pressed:strong" onPress={() => onChange(!isOn)}>
      {children}
    </Button>
  )
}

function Segment({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="segment">
      {children}
    </div>
  )
}

function Choice({ icon, isOn, onPress, children }: { icon?: IconName; isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <Button icon={icon} variant="bare" aria-pressed={isOn} onPress={onPress}>
      {children}
    </Button>
  )
}
