'use client'
import { useQueryStates } from 'nuqs'
import { Fact } from '#app/_ui/setting.tsx'
import { Call } from '#app/_ui/states.tsx'
import { address, RESULTS, type Result } from './address.ts'
import type { ImportRead } from './documents.ts'
import { Rows } from './rows.tsx'
import { findingWord, RESULT_WORD, wordOf } from './words.ts'

type Told = NonNullable<ImportRead['report']>

const COUNT: Record<Result, 'created' | 'updated' | 'unchanged' | 'skipped'> = {
  CREATED: 'created',
  UPDATED: 'updated',
  UNCHANGED: 'unchanged',
  SKIPPED: 'skipped',
}

/** What became of the file, or would: sums, then rows. */
export function Report({ row, report }: { row: ImportRead; report: Told }) {
  const [{ result, finding }, setAddress] = useQueryStates(address)
  const number = (count: number) => count.toLocaleString('en')
  return (
    <section aria-label="Report">
      {report.resumed && (
        <Call signal="caution" title="It went on after an interruption.">
          What was stored before then counts as it was.
        </Call>
      )}
      <dl className="grid">
        <Fact
          name="Rows"
          value={`${number(report.created)} new + ${number(report.updated)} changed + ${number(report.unchanged)} as they were + ${number(report.skipped)} skipped = ${number(report.lines)}`}
        />
        <Fact
          name="Tasks in the file"
          value={report.statuses.map(({ name, count }) => `${number(count)} ${name.toLowerCase().replace('_', ' ')}`).join(', ') || 'none'}
        />
        <Fact
          name="Links"
          value={`${number(report.linksAdded)} new, ${number(report.linksKept)} there already, ${number(report.linksFound - report.linksAdded - report.linksKept)} left out${report.linksRemoved ? `, ${number(report.linksRemoved)} removed` : ''}`}
        />
        <Fact
          name="People and agents"
          value={report.actors === 0 ? 'none' : `${number(report.actors)} become retired agents, so that work keeps its author`}
        />
        <Fact name="Updates" value={`${number(report.updates)} comments and texts`} />
        {row.format === 'CSV' ? (
          <Fact name="Columns" value={report.parts.map(({ name, became }) => `${name} → ${wordOf(became)}`).join(', ')} />
        ) : (
          report.parts.map(({ name, found, became }) => <Fact key={name} name={name} value={`${number(found)} → ${became}`} />)
        )}
      </dl>
      <div className="views flex flex-wrap gap-1 border-b border-joint px-(--pad-x) py-3" role="group" aria-label="Rows to show">
        <button type="button" aria-pressed={!result && !finding} onClick={() => void setAddress({ result: null, finding: null })}>
          All <span className="mono">{number(report.lines)}</span>
        </button>
        {RESULTS.filter((one) => report[COUNT[one]] > 0).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={result === one}
            onClick={() => void setAddress({ result: result === one ? null : one })}
          >
            {RESULT_WORD[one]} <span className="mono">{number(report[COUNT[one]])}</span>
          </button>
        ))}
        {report.findings.map(({ name, meaning, count }) => (
          <button
            key={name}
            type="button"
            title={meaning}
            aria-pressed={finding === name}
            onClick={() => void setAddress({ finding: finding === name ? null : name })}
          >
            {findingWord(name)} <span className="mono">{number(count)}</span>
          </button>
        ))}
      </div>
      {finding && (
        <p className="border-b border-joint px-(--pad-x) py-2 text-ink-2">
          {report.findings.find(({ name }) => name === finding)?.meaning}
        </p>
      )}
      {report.rowsLeftOut > 0 && (
        <Call signal="caution" title={`${number(report.rowsLeftOut)} rows without a finding are not listed.`}>
          The command npm run import with --json lists them all.
        </Call>
      )}
      <Rows key={`${row.state} ${result} ${finding}`} id={row.id} result={result} finding={finding} project={row.projectKey} />
    </section>
  )
}
