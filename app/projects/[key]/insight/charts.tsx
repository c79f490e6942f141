'use client'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type LabelProps,
  type TooltipContentProps,
} from 'recharts'

/** Weight, dash and a word at the end tell lines apart; a colour only repeats what the word signals. */
export interface Series {
  key: string
  word: string
  stroke: string
  width: number
  dash?: string
}
type Row = Record<string, string | number>

const HEIGHT = 220
const TICK = { fill: 'var(--ink-2)', fontSize: 10.5 }
const AXIS = { stroke: 'var(--joint-2)' }
const GRID = { stroke: 'var(--joint)', vertical: false }

interface BarsProps {
  rows: Row[]
  /** What the bars count. */
  of: string
  word: string
}

export function Bars({ rows, of, word }: BarsProps) {
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <BarChart data={rows} margin={{ top: 18, right: 8, bottom: 0, left: 0 }} barCategoryGap={rows.length > 45 ? 1 : '18%'}>
        <CartesianGrid {...GRID} />
        <XAxis dataKey="label" tick={TICK} axisLine={AXIS} tickLine={false} minTickGap={18} interval="preserveStartEnd" />
        <YAxis tick={TICK} axisLine={false} tickLine={false} width={34} allowDecimals={false} />
        <Tooltip cursor={{ fill: 'var(--select)' }} isAnimationActive={false} content={Hint} />
        <Bar dataKey={of} name={word} fill="var(--ink-2)" isAnimationActive={false} label={rows.length <= 14 ? Count : undefined} />
      </BarChart>
    </ResponsiveContainer>
  )
}

/** Bars that lie, with what they stand for at their left. */
export function Lying({ rows, of, word }: BarsProps) {
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <BarChart data={rows} layout="vertical" margin={{ top: 4, right: 52, bottom: 0, left: 0 }} barCategoryGap="22%">
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis type="category" dataKey="label" tick={TICK} axisLine={AXIS} tickLine={false} width={92} interval={0} />
        <Tooltip cursor={{ fill: 'var(--select)' }} isAnimationActive={false} content={Hint} />
        <Bar dataKey={of} name={word} fill="var(--stop-lamp)" isAnimationActive={false} label={Beside} />
      </BarChart>
    </ResponsiveContainer>
  )
}

export function Lines({ rows, series }: { rows: Row[]; series: Series[] }) {
  const last = rows.length - 1
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <LineChart data={rows} margin={{ top: 10, right: 92, bottom: 0, left: 0 }}>
        <CartesianGrid {...GRID} />
        <XAxis dataKey="label" tick={TICK} axisLine={AXIS} tickLine={false} minTickGap={18} interval="preserveStartEnd" />
        <YAxis tick={TICK} axisLine={false} tickLine={false} width={40} allowDecimals={false} />
        <Tooltip cursor={{ stroke: 'var(--ink)' }} isAnimationActive={false} content={Hint} />
        {series.map(({ key, word, stroke, width, dash }, index) => (
          <Line
            key={key}
            dataKey={key}
            name={word}
            type="stepAfter"
            stroke={stroke}
            strokeWidth={width}
            strokeDasharray={dash}
            dot={rows.length === 1}
            activeDot={{ r: 3, fill: 'var(--ink)', stroke: 'none' }}
            isAnimationActive={false}
            label={(props: LabelProps & { index?: number }) =>
              props.index === last ? <End {...props} word={word} y={apart(rows, series, index, props.y)} /> : <g />
            }
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}

/** Two words at one height would hide each other: the later steps down. */
function apart(rows: Row[], series: Series[], index: number, y: LabelProps['y']) {
  const last = rows.at(-1)
  const own = last?.[series[index]?.key ?? '']
  const isTaken = series.slice(0, index).some(({ key }) => Math.abs(Number(last?.[key]) - Number(own)) < spreadOf(rows, series) / 16)
  return Number(y) + (isTaken ? 14 : 0)
}
const spreadOf = (rows: Row[], series: Series[]) => Math.max(1, ...rows.flatMap((row) => series.map(({ key }) => Number(row[key]))))

function End({ x, y, value, word }: LabelProps & { word: string }) {
  return (
    <text x={Number(x) + 6} y={Number(y)} dy={4} fill="var(--ink)" fontSize={11.5}>
      <tspan fontWeight={620}>{Number(value).toLocaleString('en')}</tspan> {word.toLowerCase()}
    </text>
  )
}

function Count({ x, y, width, value }: LabelProps) {
  if (!value) return <g />
  return (
    <text x={Number(x) + Number(width) / 2} y={Number(y) - 5} textAnchor="middle" fill="var(--ink)" fontSize={10.5}>
      {Number(value).toLocaleString('en')}
    </text>
  )
}

function Beside({ x, y, width, height, value }: LabelProps) {
  return (
    <text x={Number(x) + Number(width) + 6} y={Number(y) + Number(height) / 2} dy={4} fill="var(--ink)" fontSize={10.5}>
      {`${Number(value) < 10 ? Math.round(Number(value) * 10) / 10 : Math.round(Number(value)).toLocaleString('en')} h`}
    </text>
  )
}

function Hint({ active, payload, label }: Partial<TooltipContentProps>) {
  if (!active || !payload?.length) return null
  return (
    <div className="rounded-2 border border-joint-2 bg-plate px-2.5 py-1.5 shadow-float">
      <div className="text-ink-2">{label}</div>
      {payload.map(({ dataKey, name, value }) => (
        <div key={String(dataKey)} className="flex justify-between gap-4">
          {name}
          <b className="mono">{Number(value).toLocaleString('en', { maximumFractionDigits: 1 })}</b>
        </div>
      ))}
    </div>
  )
}
