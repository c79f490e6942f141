'use client'
import { useState } from 'react'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Call } from '#app/_ui/states.tsx'
import { ApplyImportDocument, CancelImportDocument, type Choices, type ImportRead } from './documents.ts'
import { ReadForm } from './read-form.tsx'
import { Progress } from './progress.tsx'
import { Report } from './report.tsx'

interface Props {
  row: ImportRead
  choices: Choices
  preferred: string | null
}

/** What can be done with a file, by how far it is. */
export function Steps({ row, choices, preferred }: Props) {
  const [isChanging, setChanging] = useState(false)
  const apply = useAct(ApplyImportDocument)
  const cancel = useAct(CancelImportDocument)
  const [isPending, setPending] = useState(false)
  const run = async (act: typeof apply | typeof cancel) => {
    setPending(true)
    unlessRefused(await act({ import: row.id }))
    setPending(false)
  }
  const { report } = row
  const changed = report ? report.created + report.updated : 0
  const needsForm = row.state === 'UPLOADED' || (row.state === 'FAILED' && !report) || isChanging
  return (
    <>
      <p className="border-b border-joint px-(--pad-x) py-3 [overflow-wrap:anywhere]">
        <b>{row.fileName}</b>{' '}
        <span className="text-ink-2">
          {row.projectKey && !needsForm
            ? `into ${row.newProjectName ? `the new project ${row.newProjectName} (${row.projectKey})` : row.projectKey}`
            : ''}
        </span>
      </p>
      {row.state === 'FAILED' && (
        <Call signal="stop" title={report && !report.dryRun ? 'It was broken off.' : 'It did not work.'}>
          {row.error}
        </Call>
      )}
      {row.state === 'CANCELLED' && (
        <Call signal="caution" title="Cancelled.">
          {row.done > 0 && row.total > 0
            ? `${row.done.toLocaleString('en')} of ${row.total.toLocaleString('en')} rows were settled; they stay.`
            : ''}{' '}
          {row.error}
        </Call>
      )}
      {(row.state === 'CHECKING' || row.state === 'RUNNING') && (
        <div className="grid max-w-160 gap-3 px-(--pad-x) py-5">
          <Progress label={row.state === 'CHECKING' ? 'Checking every row' : 'Importing'} done={row.done} total={row.total} />
          <p className="text-ink-2">
            {row.state === 'CHECKING'
              ? 'Nothing is written yet.'
              : 'You can leave this page; it goes on, also after a restart of the server.'}
          </p>
          <div>
            <Button isPending={isPending} onPress={() => void run(cancel)}>
              Cancel
            </Button>
          </div>
        </div>
      )}
      {needsForm && <ReadForm key={row.state} row={row} choices={choices} preferred={preferred} onChecked={() => setChanging(false)} />}
      {!needsForm && row.state === 'CHECKED' && report && (
        <div className="flex flex-wrap items-center gap-2 border-b border-joint px-(--pad-x) py-4">
          <Button variant="primary" isPending={isPending} isDisabled={report.lines === report.skipped} onPress={() => void run(apply)}>
            {changed > 0 ? `Import ${changed.toLocaleString('en')} ${changed === 1 ? 'row' : 'rows'}` : 'Import again'}
          </Button>
          <Button onPress={() => setChanging(true)}>Read it another way</Button>
          <Button variant="bare" isPending={isPending} onPress={() => void run(cancel)}>
            Cancel
          </Button>
          <span className="text-ink-2">{changed > 0 ? 'Nothing is written yet.' : 'Everything is there already.'}</span>
        </div>
      )}
      {!needsForm && row.state === 'FAILED' && report && (
        <div className="flex flex-wrap gap-2 border-b border-joint px-(--pad-x) py-4">
          <Button variant="primary" isPending={isPending} onPress={() => void run(apply)}>
            Go on
          </Button>
          <Button onPress={() => setChanging(true)}>Read it another way</Button>
        </div>
      )}
      {row.state === 'DONE' && row.projectKey && (
        <div className="flex flex-wrap items-center gap-2 border-b border-joint px-(--pad-x) py-4">
          <LinkButton variant="primary" href={`/projects/${row.projectKey}/tasks`}>
            See the tasks
          </LinkButton>
          <LinkButton href={`/projects/${row.projectKey}/graph`} icon="graph">
            Graph
          </LinkButton>
          <LinkButton href={`/projects/${row.projectKey}/activity`} variant="bare">
            Activity
          </LinkButton>
        </div>
      )}
      {report && !needsForm && <Report row={row} report={report} />}
    </>
  )
}
