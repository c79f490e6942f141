'use client'
import { useState } from 'react'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import { useConnection } from '#app/_graphql/provider.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Setting } from '#app/_ui/setting.tsx'
import { Call } from '#app/_ui/states.tsx'
import { refuse } from '#app/_ui/toast.tsx'
import { DiagnosisDocument } from './documents.ts'
import { milliseconds } from './figures.ts'

type Diagnosis = NonNullable<ResultOf<typeof DiagnosisDocument>['diagnosis']>

/** The doctor on demand, with what it found. */
export function Doctor() {
  const { client } = useConnection()
  const [found, setFound] = useState<Diagnosis | null>(null)
  const [isPending, setPending] = useState(false)

  async function run() {
    setPending(true)
    const { data, error } = await client.query(DiagnosisDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    setPending(false)
    if (data?.diagnosis) setFound(data.diagnosis)
    else refuse('The doctor did not finish.', { detail: error?.graphQLErrors[0]?.message ?? 'Try again.' })
  }
  return (
    <Setting
      title="Doctor"
      about="Works out every stored sum, status and order again and compares. It runs beside everything else, changes nothing, and holds up no write."
    >
      <Button isPending={isPending} className="justify-self-start" onPress={() => void run()}>
        {isPending ? 'Examining…' : found ? 'Run it again' : 'Run the doctor'}
      </Button>
      <div role="status">{found && <Report of={found} />}</div>
    </Setting>
  )
}

function Report({ of: { faults, faultCount, checkedAt, milliseconds: took } }: { of: Diagnosis }) {
  const when = `${checkedAt.slice(11, 19)} UTC, in ${milliseconds(took)}`
  if (faultCount === 0)
    return (
      <p className="flex items-center gap-1.5">
        <Icon name="status-completed" className="text-clear-lamp" />
        <b>No fault found</b> <span className="text-ink-3">at {when}</span>
      </p>
    )
  return (
    <div className="grid gap-3">
      <Call signal="stop" title={`${faultCount.toLocaleString('en')} ${faultCount === 1 ? 'fault' : 'faults'} found`}>
        at {when}. Values were changed outside the program, or there is a bug: keep a copy of the database and report it.
      </Call>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Faults">
        <table className="w-full text-left">
          <thead className="cap">
            <tr>
              {['Check', 'Of', 'Stored', 'Expected'].map((word) => (
                <th key={word} scope="col" className="py-1 pr-3">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={`${fault.check} ${fault.ref}`} className="border-t border-joint">
                {[fault.check, fault.ref, fault.stored, fault.expected].map((text, n) => (
                  <td key={n} className="mono py-1 pr-3">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {faultCount > faults.length && <p className="text-ink-3">The first {faults.length} are shown; `npm run doctor` lists all.</p>}
    </div>
  )
}
