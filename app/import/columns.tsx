import { Select } from '#app/_ui/choice.tsx'
import type { Choices, ImportRead } from './documents.ts'
import { wordOf } from './words.ts'

const BESIDE = 'beside'

interface Props {
  row: ImportRead
  fields: Choices['importFields']
  columns: Record<string, string | null>
  onChange: (columns: Record<string, string | null>) => void
}

/** What each column of a table fills, with a sample of its cells. A field is taken by one column: choosing it again moves it. */
export function Columns({ row, fields, columns, onChange }: Props) {
  const options = [{ id: BESIDE, text: 'Keep beside the task' }, ...fields.map(({ name }) => ({ id: name, text: wordOf(name) }))]
  const choose = (header: string, field: string | null) => {
    const others = Object.entries(columns).map(([name, taken]) => [name, field !== null && taken === field ? null : taken])
    onChange({ ...Object.fromEntries(others), [header]: field })
  }
  return (
    <section aria-label="Columns" className="border-b border-joint px-(--pad-x) py-4">
      <h2 className="text-sm">Columns</h2>
      <p className="mt-0.5 mb-3 text-ink-2">What each fills. What has no field is kept beside the task.</p>
      <ul className="grid gap-2">
        {row.columns.map(({ header, sample }) => (
          <li
            key={header}
            className="grid grid-cols-[minmax(0,12rem)_minmax(0,14rem)_minmax(0,1fr)] items-center gap-x-6 gap-y-1 max-sm:grid-cols-1"
          >
            <span className="strong [overflow-wrap:anywhere]">{header}</span>
            <Select
              label={`Field of ${header}`}
              hideLabel
              options={options}
              value={columns[header] ?? BESIDE}
              onChange={(id) => choose(header, id === BESIDE ? null : id)}
            />
            <span className="truncate text-ink-2" title={sample.join(' · ')}>
              {sample.join(' · ') || 'empty'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
