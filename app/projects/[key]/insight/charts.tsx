'use client'
import { useState, type ReactNode } from 'react'
import { labelled, ticksOf } from './scale.ts'

/** Weight, dash and a word at the end tell lines apart; a colour only repeats what the word signals. */
export interface Series {
  key: string
  word: string
  stroke: string
  width: number
  dash?: string
}
export interface Row {
  label: string
  values: Record<string, number>
}

/** Of the plot in pixels; across, all is in per cent, so that a chart fits its plate without being measured. */
const HEIGHT = 186
const NARROW = 7
const WIDE = 14

interface BarsProps {
  rows: Row[]
  /** What the bars count. */
  of: string
  word: string
}

export function Bars({ rows, of, word }: BarsProps) {
  const ticks = ticksOf(Math.max(0, ...rows.map(({ values }) => values[of] ?? 0)))
  const share = 100 / rows.length
  const high = heightIn(ticks)
  return (
    <Frame
      rows={rows}
      ticks={ticks}
      labels={rows.length <= 9 ? rows.map((_, index) => index) : labelled(rows.length, NARROW)}
      names={{ [of]: word }}
    >
      {rows.map(({ values }, index) => {
        const value = values[of] ?? 0
        return (
          <g key={index}>
            <rect
              x={`${(index + 0.12) * share}%`}
              width={`${share * 0.76}%`}
              y={HEIGHT - high(value)}
              height={high(value)}
              className="fill-ink-2"
              shapeRendering="crispEdges"
            />
            {rows.length <= NARROW * 2 && value > 0 && (
              <text x={`${(index + 0.5) * share}%`} y={HEIGHT - high(value) - 4} textAnchor="middle" className="chart-text">
                {value.toLocaleString('en')}
              </text>
            )}
          </g>
        )
      })}
    </Frame>
  )
}

export function Lines({ rows, series, isWide = false }: { rows: Row[]; series: Series[]; isWide?: boolean }) {
  const ticks = ticksOf(Math.max(0, ...rows.flatMap(({ values }) => series.map(({ key }) => values[key] ?? 0))))
  const high = heightIn(ticks)
  const names = Object.fromEntries(series.map(({ key, word }) => [key, word]))
  const ends = apart(series.map(({ key }) => HEIGHT - high(rows.at(-1)?.values[key] ?? 0)))
  return (
    <Frame
      rows={rows}
      ticks={ticks}
      labels={labelled(rows.length, isWide ? WIDE : NARROW)}
      names={names}
      ends={series.map(({ key, word }, index) => ({ word, value: rows.at(-1)?.values[key] ?? 0, y: ends[index] ?? 0 }))}
    >
      {series.map((one) => (
        <Steps key={one.key} series={one} heights={rows.map(({ values }) => HEIGHT - high(values[one.key] ?? 0))} />
      ))}
    </Frame>
  )
}

/** A day's figure holds until the next: level, then straight up or down. Runs at one level are one stroke. */
function Steps({ series: { stroke, width, dash }, heights }: { series: Series; heights: number[] }) {
  const share = 100 / heights.length
  const runs: { from: number; to: number; y: number }[] = []
  for (const [index, y] of heights.entries()) {
    const last = runs.at(-1)
    if (last?.y === y) last.to = index + 1
    else runs.push({ from: index, to: index + 1, y })
  }
  return (
    <g style={{ stroke }} strokeWidth={width} strokeLinecap="square">
      {runs.map(({ from, to, y }, index) => (
        <g key={from}>
          {index > 0 && <line x1={`${from * share}%`} x2={`${from * share}%`} y1={runs[index - 1]?.y} y2={y} />}
          <line
            x1={`${from * share}%`}
            x2={`${to * share}%`}
            y1={y}
            y2={y}
            strokeDasharray={dash}
            strokeLinecap={dash ? 'butt' : 'square'}
          />
        </g>
      ))}
    </g>
  )
}

/** Bars that lie, each with its name before and its figure behind. */
export function Lying({ rows, of, format }: { rows: (Row & { mark: ReactNode })[]; of: string; format: (value: number) => string }) {
  const largest = Math.max(1, ...rows.map(({ values }) => values[of] ?? 0))
  return (
    <ul className="chart-lying">
      {rows.map(({ label, mark, values }) => (
        <li key={label}>
          <span className="mono inline-flex items-center gap-1.5">
            {mark}
            {label}
          </span>
          <span className="flex items-center gap-2">
            <i className="block h-3 bg-ink-2" style={{ width: `${((values[of] ?? 0) / largest) * 82}%`, minWidth: 2 }} />
            <span className="mono">{format(values[of] ?? 0)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

interface FrameProps {
  rows: Row[]
  ticks: number[]
  /** Indexes of the rows that are named below. */
  labels: number[]
  names: Record<string, string>
  ends?: { word: string; value: number; y: number }[]
  children: ReactNode
}

/** Axes, and the figures under the pointer. Whoever reads by ear or by keys has the sentence and the table. */
function Frame({ rows, ticks, labels, names, ends = [], children }: FrameProps) {
  const [at, setAt] = useState<number | null>(null)
  const row = at === null ? undefined : rows[at]
  const share = 100 / rows.length
  const high = heightIn(ticks)
  return (
    <div className="chart" data-ends={ends.length > 0 || undefined} aria-hidden onPointerLeave={() => setAt(null)}>
      <div className="chart-y">
        {ticks.map((tick) => (
          <span key={tick} style={{ bottom: high(tick) }}>
            {tick.toLocaleString('en')}
          </span>
        ))}
      </div>
      <div className="relative">
        <svg width="100%" height={HEIGHT} className="block overflow-visible" fill="none">
          {ticks.map((tick) => (
            <line
              key={tick}
              x2="100%"
              y1={HEIGHT - high(tick)}
              y2={HEIGHT - high(tick)}
              className={tick ? 'stroke-joint' : 'stroke-control'}
            />
          ))}
          {at !== null && <rect x={`${at * share}%`} width={`${share}%`} height={HEIGHT} className="fill-select" />}
          {children}
          {rows.map((_, index) => (
            <rect
              key={index}
              x={`${index * share}%`}
              width={`${share}%`}
              height={HEIGHT}
              fill="transparent"
              onPointerEnter={() => setAt(index)}
            />
          ))}
        </svg>
        <div className="chart-x">
          {labels.map((index) => (
            <span key={index} style={{ left: `${(index + 0.5) * share}%` }}>
              {rows[index]?.label}
            </span>
          ))}
        </div>
        {row && at !== null && (
          <div className="chart-hint" style={at * share < 55 ? { left: `${(at + 1) * share}%` } : { right: `${100 - at * share}%` }}>
            <div className="text-ink-2">{row.label}</div>
            {Object.entries(names).map(([key, word]) => (
              <div key={key} className="flex justify-between gap-4">
                {word}
                <b className="mono">{(row.values[key] ?? 0).toLocaleString('en')}</b>
              </div>
            ))}
          </div>
        )}
      </div>
      {ends.length > 0 && (
        <div className="chart-ends">
          {ends.map(({ word, value, y }) => (
            <span key={word} style={{ top: y }}>
              <b>{value.toLocaleString('en')}</b> {word.toLowerCase()}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}

const heightIn = (ticks: number[]) => (value: number) => Math.round((value / (ticks.at(-1) ?? 1)) * HEIGHT)

/** Words at the ends of lines never stand on each other. */
function apart(heights: number[]) {
  const LINE = 15
  const order = heights.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y)
  for (const [place, one] of order.entries()) one.y = Math.max(one.y, (order[place - 1]?.y ?? -LINE) + LINE)
  return heights.map((_, index) => order.find((one) => one.index === index)?.y ?? 0)
}
