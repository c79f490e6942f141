'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { Button } from '#app/_ui/button.tsx'
import type { Ran } from './documents.ts'
import { useTitles } from './use-titles.ts'

const Markdown = dynamic(() => import('#app/projects/[key]/tasks/[task]/markdown.tsx').then((file) => file.Markdown), { ssr: false })
const MOST_ROWS = 1_000
type Table = NonNullable<Ran['table']>

interface Props {
  ran: Ran
  plugin: string
  /** What the file is called that is taken along. */
  name: string
  /** Whether the viewer may run that command of the plugin here. */
  canRun: (command: string) => boolean
}

/** What a command answered: Markdown, and a table that can be taken along as CSV. */
export function Result({ ran, name, ...more }: Props) {
  return (
    <section aria-label="Result" className="grid min-w-0 gap-4 px-(--pad-x) py-4">
      {ran.markdown && <Markdown>{ran.markdown}</Markdown>}
      {ran.table && <Rows table={ran.table} name={name} {...more} />}
      {!ran.markdown && !ran.table && <p className="text-ink-2">Done. The command had nothing to say.</p>}
    </section>
  )
}

function Rows({ table, plugin, name, canRun }: Omit<Props, 'ran'> & { table: Table }) {
  const rows = Array.isArray(table.rows) ? (table.rows as unknown[][]) : []
  const titles = useTitles(rows.slice(0, MOST_ROWS).flatMap((row) => row.filter((_, n) => table.columns[n]?.kind === 'TASK')))
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-ink-2">
          {rows.length.toLocaleString('en')} {rows.length === 1 ? 'row' : 'rows'}
          {rows.length > MOST_ROWS && `, the first ${MOST_ROWS.toLocaleString('en')} are shown`}
        </span>
        <Button onPress={() => save(`${name}.csv`, table.csv)}>Download CSV</Button>
      </div>
      {rows.length > 0 && (
        // A wide table scrolls by itself, also by keys.
        <div className="overflow-x-auto border border-joint" role="region" aria-label="Table" tabIndex={0}>
          <table className="w-full border-collapse bg-plate">
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column.name} scope="col" className={`cap border-b border-joint-2 px-2.5 py-1.5 ${sideOf(column.kind)}`}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map((row, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- rows have no names, and stay where they are
                <tr key={at} className="border-b border-joint last:border-b-0">
                  {table.columns.map((column, n) => (
                    <td key={column.name} className={`px-2.5 py-1.5 align-top ${sideOf(column.kind)}`}>
                      {column.opens && row[n] && canRun(column.opens.command) ? (
                        <Link href={openingOf(plugin, column.opens, String(row[n]))} scroll={false} className="underline">
                          {column.opens.label}
                        </Link>
                      ) : (
                        <Cell value={row[n]} kind={column.kind} titles={titles} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

/** The command with the value, as an address. */
function openingOf(plugin: string, { command, argument }: NonNullable<Table['columns'][number]['opens']>, value: string) {
  return `?${new URLSearchParams({ run: `${plugin}.${command}`, given: String(new URLSearchParams({ [argument]: value })) })}`
}

const sideOf = (kind: Table['columns'][number]['kind']) => (kind === 'NUMBER' || kind === 'HOURS' ? 'text-right mono' : 'text-left')

interface CellProps {
  value: unknown
  kind: Table['columns'][number]['kind']
  titles: ReadonlyMap<string, string>
}

function Cell({ value, kind, titles }: CellProps) {
  if (value === null || value === undefined) return <span className="text-ink-3">–</span>
  if (kind === 'HOURS' && typeof value === 'number') return <span className="whitespace-nowrap">{shownHours(value)}</span>
  const text = typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 2 }) : String(value)
  const key = kind === 'TASK' ? /^([A-Z][A-Z0-9]{1,9})-\d+$/.exec(text) : null
  if (key)
    return (
      <Link href={`/projects/${key[1]}/tasks/${text}`} className="flex min-w-0 gap-2 hover:underline">
        <span className="mono whitespace-nowrap">{text}</span>
        <span className="max-w-80 truncate text-ink-2">{titles.get(text)}</span>
      </Link>
    )
  if (kind === 'TIME' && !Number.isNaN(Date.parse(text)))
    return (
      <time dateTime={text} className="mono">
        {new Date(text).toISOString().slice(0, 16).replace('T', ' ')} UTC
      </time>
    )
  if (kind === 'DATE') return <span className="mono">{text}</span>
  // Sentences take several lines, ids and words one.
  return <span className={text.length > 40 && /\s/.test(text) ? 'block min-w-60' : 'whitespace-nowrap'}>{text}</span>
}

/** Short times in minutes: nobody reads 0.083 h. The CSV has the number. */
function shownHours(hours: number) {
  if (Math.abs(hours) >= 1) return `${hours.toLocaleString('en', { maximumFractionDigits: 2 })} h`
  const minutes = Math.round(hours * 60)
  return hours > 0 && minutes === 0 ? '< 1 min' : `${minutes} min`
}

function save(name: string, csv: string) {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
