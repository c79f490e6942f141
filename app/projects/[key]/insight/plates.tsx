'use client'
import { taskPath } from '#app/_tasks/task.ts'
import { STATUS, StatusMark } from '#app/_ui/status.tsx'
import type { Figures, FlowFigures } from './documents.ts'
import { Plate } from './plate.tsx'
import { Bars, Lines, Lying, type Series } from './charts.tsx'
import {
  blockedWords,
  burnUpWords,
  cycleWords,
  dayWord,
  finishedBy,
  hoursWord,
  stepsOf,
  throughputWords,
  timesOf,
  wipWords,
} from './words.ts'

const FLOW: Series[] = [
  { key: 'inProgress', word: 'In progress', stroke: 'var(--occupied-lamp)', width: 2.5 },
  { key: 'blocked', word: 'Blocked', stroke: 'var(--stop-lamp)', width: 1.5, dash: '5 3' },
]
const BURN: Series[] = [
  { key: 'scope', word: 'In scope', stroke: 'var(--ink-2)', width: 1.5 },
  { key: 'completed', word: 'Completed', stroke: 'var(--clear-lamp)', width: 3 },
]
const SHOWN = 10

export function BurnUp({ flow: { days }, stem }: { flow: FlowFigures; stem: string }) {
  const rows = days.map(({ day, scope, completed }) => ({ label: dayWord(day), values: { scope, completed } }))
  const table = { name: 'burn-up', head: ['Day', 'In scope', 'Completed'], rows: days.map((d) => [d.day, d.scope, d.completed]) }
  return (
    <Plate title="Burn-up" words={burnUpWords(days)} table={table} stem={stem} isWide>
      <Lines rows={rows} series={BURN} isWide />
    </Plate>
  )
}

interface ThroughputProps {
  figures: Figures
  per: 'day' | 'week'
  onPer: (per: 'day' | 'week') => void
  stem: string
}

export function Throughput({ figures, per, onPer, stem }: ThroughputProps) {
  const rows = finishedBy(figures.throughput, per)
  const table = {
    name: `throughput-by-${per}`,
    head: [per === 'day' ? 'Day' : 'Week from', 'Finished'],
    rows: rows.map(({ day, completed }) => [day, completed]),
  }
  const tools = (
    <div role="group" aria-label="Throughput by" className="views">
      {(['day', 'week'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={per === one} onClick={() => onPer(one)}>
          By {one}
        </button>
      ))}
    </div>
  )
  return (
    <Plate title="Throughput" words={throughputWords(rows, per)} table={table} stem={stem} tools={tools}>
      <Bars rows={rows.map(({ label, completed }) => ({ label, values: { completed } }))} of="completed" word="Finished" />
    </Plate>
  )
}

export function CycleTime({ figures, stem }: { figures: Figures; stem: string }) {
  const times = timesOf(figures)
  const rows = stepsOf(times.distribution)
  const table = { name: `${times.what}-time`, head: ['Took', 'Tasks'], rows: rows.map(({ label, tasks }) => [label, tasks]) }
  return (
    <Plate title={times.what === 'cycle' ? 'Cycle time' : 'Lead time'} words={cycleWords(times)} table={table} stem={stem}>
      <Bars rows={rows.map(({ label, tasks }) => ({ label, values: { tasks } }))} of="tasks" word="Tasks" />
    </Plate>
  )
}

export function InProgress({ flow: { days }, stem }: { flow: FlowFigures; stem: string }) {
  const rows = days.map(({ day, inProgress, blocked }) => ({ label: dayWord(day), values: { inProgress, blocked } }))
  const table = {
    name: 'work-in-progress',
    head: ['Day', 'In progress', 'Blocked'],
    rows: days.map((one) => [one.day, one.inProgress, one.blocked]),
  }
  return (
    <Plate title="Work in progress" words={wipWords(days)} table={table} stem={stem}>
      <Lines rows={rows} series={FLOW} />
    </Plate>
  )
}

export function Blocked({ flow: { blocked }, project, stem }: { flow: FlowFigures; project: string; stem: string }) {
  const table = {
    name: 'blocked-time',
    head: ['Task', 'Title', 'Now', 'Hours blocked'],
    rows: blocked.longest.map(({ task, hours }) => [
      { text: task.key, href: taskPath(project, task.key) },
      task.title,
      STATUS[task.status].word,
      Math.round(hours * 10) / 10,
    ]),
  }
  const rows = blocked.longest.slice(0, SHOWN).map(({ task, hours }) => ({
    label: task.key,
    mark: <StatusMark status={task.status} size={14} />,
    values: { hours },
  }))
  return (
    <Plate title="Blocked time" words={blockedWords(blocked)} table={table} stem={stem} isEmpty={!rows.length}>
      <Lying rows={rows} of="hours" format={hoursWord} />
    </Plate>
  )
}
