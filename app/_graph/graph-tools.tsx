'use client'
import type { ReactNode } from 'react'
import { Button, IconButton } from '#app/_ui/button.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tools } from '#app/_ui/list.tsx'
import { hours } from './task-node.tsx'

interface Asked {
  around: string | null
  direction: 'both' | 'upstream' | 'downstream'
  depth: number | null
  done: boolean
  linked: boolean
  critical: boolean
  view: 'graph' | 'table'
}
type Change = (value: { [Name in keyof Asked]?: Asked[Name] | null }) => unknown
interface Props {
  asked: Asked
  change: Change
  shown: number
  all: number
  isTruncated: boolean
  path: { length: number; hours: number } | null
  isFetching: boolean
}

export function GraphTools({ asked, change, shown, all, isTruncated, path, isFetching }: Props) {
  return (
    <Tools title="Graph">
      {asked.around && (
        <Chip>
          <Icon name="filter" size={12} />
          around <span className="mono">{asked.around}</span>
          <IconButton
            icon="close"
            label="Show the whole project"
            className="-mr-1.5 size-6 max-sm:size-9"
            onPress={() => change({ around: null, direction: null, depth: null })}
          />
        </Chip>
      )}
      <span role="status" className="whitespace-nowrap text-ink-2">
        {shown.toLocaleString('en')} of {all.toLocaleString('en')} tasks{isTruncated ? ', cut off' : ''}
        {path && `, critical path ${path.length.toLocaleString('en')} tasks, ${hours(path.hours)}`}
      </span>
      <span className="flex-1">{isFetching && <span className="sr-only">Loading</span>}</span>
      {asked.around && <Around asked={asked} change={change} />}
      <Toggle icon="blocks" isOn={asked.linked} onChange={(linked) => change({ linked: linked || null })}>
        Linked only
      </Toggle>
      <Toggle icon="status-completed" isOn={asked.done} onChange={(done) => change({ done: done || null })}>
        Show done
      </Toggle>
      <Toggle icon="critical-path" isOn={asked.critical} onChange={(critical) => change({ critical: critical || null })}>
        Critical path
      </Toggle>
      <Segment label="View">
        <Choice icon="graph" isOn={asked.view === 'graph'} onPress={() => change({ view: null })}>
          Graph
        </Choice>
        <Choice icon="table" isOn={asked.view === 'table'} onPress={() => change({ view: 'table' })}>
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
          <Choice key={direction} isOn={asked.direction === direction} onPress={() => change({ direction })}>
            {word}
          </Choice>
        ))}
      </Segment>
      <Segment label="Steps away">
        {DEPTHS.map((depth) => (
          <Choice key={depth} isOn={asked.depth === depth} onPress={() => change({ depth })}>
            {depth ?? 'All'}
          </Choice>
        ))}
      </Segment>
    </>
  )
}

function Toggle({
  icon,
  isOn,
  onChange,
  children,
}: {
  icon: IconName
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}) {
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
