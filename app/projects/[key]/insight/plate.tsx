'use client'
import Link from 'next/link'
import { useId, useState, type ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'

export interface Cell {
  text: string | number
  href?: string
}
export interface Table {
  /** Of the file: `throughput`. */
  name: string
  head: string[]
  rows: (string | number | Cell)[][]
}

interface PlateProps {
  title: string
  /** The chart in a sentence. */
  words: string
  table: Table
  /** Of the file, before the table's name: project and period. */
  stem: string
  tools?: ReactNode
  isWide?: boolean
  isEmpty?: boolean
  children: ReactNode
}

/** A chart with its sentence and the same figures as a table, which can be saved. */
export function Plate({ title, words, table, stem, tools, isWide, isEmpty, children }: PlateProps) {
  const [isTable, setTable] = useState(false)
  const id = useId()
  return (
    <figure className={`insight-plate ${isWide ? 'insight-wide' : ''}`} aria-labelledby={`${id}-title`}>
      <div className="flex min-h-(--ctl) flex-wrap items-center gap-2">
        <h2 id={`${id}-title`} className="text-lg">
          {title}
        </h2>
        <span className="ml-auto" />
        {tools}
        <Button variant="bare" icon="table" aria-expanded={isTable} aria-controls={`${id}-table`} onPress={() => setTable(!isTable)}>
          Table
        </Button>
      </div>
      <figcaption className="min-h-10 max-w-[68ch] text-md text-ink-2">{words}</figcaption>
      {!isTable && !isEmpty && children}
      <div id={`${id}-table`}>{isTable && <Figures title={title} table={table} stem={stem} />}</div>
    </figure>
  )
}

function Figures({ title, table: { name, head, rows }, stem }: { title: string; table: Table; stem: string }) {
  const save = async () => {
    const { download } = await import('./csv.ts')
    download(
      `${stem}-${name}.csv`,
      head,
      rows.map((row) => row.map(textOf)),
    )
  }
  return (
    <>
      <div role="region" aria-label={`${title}, table`} tabIndex={0} className="insight-table">
        <table>
          <thead>
            <tr>
              {head.map((word) => (
                <th key={word} scope="col" className="cap">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={head[at]} data-number={typeof textOf(cell) === 'number' || undefined}>
                    {typeof cell === 'object' && cell.href ? (
                      <Link href={cell.href} prefetch={false}>
                        {cell.text}
                      </Link>
                    ) : (
                      shown(textOf(cell))
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button className="mt-2" icon="down" onPress={() => void save()}>
        Save as CSV
      </Button>
    </>
  )
}

const textOf = (cell: string | number | Cell) => (typeof cell === 'object' ? cell.text : cell)
const shown = (value: string | number) => (typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 1 }) : value)
