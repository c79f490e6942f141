'use client'
import { ComboBox } from '#app/_ui/choice.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { PERIODS, type InsightState, type Span } from './address.ts'

interface InsightToolsProps {
  state: InsightState
  setState: (change: { [Key in keyof InsightState]?: InsightState[Key] | null }) => Promise<URLSearchParams>
  span: Span
  today: string
  people: { handle: string; name: string }[]
}

const EVERYBODY = '*'

export function InsightTools({ state, setState, span, today, people }: InsightToolsProps) {
  const lastDay = new Date(Date.parse(span.to) - 1).toISOString().slice(0, 10)
  const pick = (period: (typeof PERIODS)[number]) =>
    void setState(period === 'custom' ? { period, from: span.from.slice(0, 10), to: lastDay } : { period, from: null, to: null })
  return (
    <Tools title="Insight">
      <div role="group" aria-label="Period" className="views">
        {PERIODS.map((period) => (
          <button key={period} type="button" aria-pressed={state.period === period} onClick={() => pick(period)}>
            {period === 'custom' ? 'Custom' : `${period} days`}
          </button>
        ))}
      </div>
      {state.period === 'custom' && (
        <>
          <TextField
            label="First day"
            hideLabel
            type="date"
            value={span.from.slice(0, 10)}
            onChange={(from) => from && void setState({ from })}
            className="w-36"
          />
          <span className="text-ink-2">to</span>
          <TextField
            label="Last day"
            hideLabel
            type="date"
            value={state.to ?? today}
            onChange={(to) => to && void setState({ to })}
            className="w-36"
          />
        </>
      )}
      <span className="flex-1" />
      <ComboBox
        key={people.length}
        label="Whose work"
        hideLabel
        className="w-48"
        value={state.actor ?? EVERYBODY}
        onChange={(actor) => void setState({ actor: actor === EVERYBODY ? null : actor })}
        options={[
          { id: EVERYBODY, text: 'Everybody’s work' },
          ...people.map(({ handle, name }) => ({ id: handle, text: name === handle ? handle : `${name} (${handle})` })),
        ]}
      />
    </Tools>
  )
}
