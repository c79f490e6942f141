'use client'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { GroupHead, Tools } from '#app/_ui/list.tsx'
import { ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { address } from './address.ts'
import { ChooseFile } from './choose-file.tsx'
import { ImportChoicesDocument, ImportDocument, type Choices } from './documents.ts'
import { Steps } from './steps.tsx'
import { useImportChanges } from './use-import-changes.ts'

/** A file on its way in: chosen, checked, applied. */
export function ImportScreen() {
  const [{ id, project }, setAddress] = useQueryStates(address)
  const [{ data: choices, error }, readChoices] = useQuery({ query: ImportChoicesDocument })
  const again = () => readChoices({ requestPolicy: 'network-only' })
  return (
    <>
      <Tools title="Import" namedOnPhone>
        <span className="flex-1" />
        {id && <Button onPress={() => void setAddress({ id: null, result: null, finding: null }).then(again)}>Another file</Button>}
      </Tools>
      {error && !choices && (
        <ErrorState title="Your projects did not load." retry={<Button onPress={again}>Try again</Button>}>
          {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
        </ErrorState>
      )}
      {!choices && !error && <Skeleton rows={4} label="Loading" />}
      {choices && !id && (
        <>
          <ChooseFile onUploaded={(uploaded) => void setAddress({ id: uploaded })} />
          <Recent choices={choices} />
        </>
      )}
      {choices && id && <One key={id} id={id} choices={choices} preferred={project} />}
    </>
  )
}

function One({ id, choices, preferred }: { id: string; choices: Choices; preferred: string | null }) {
  const [{ data, error }, read] = useQuery({ query: ImportDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  const row = data?.import
  useImportChanges(id, () => read({ requestPolicy: 'network-only' }))
  if (!data && error)
    return (
      <ErrorState
        title="The import did not load."
        retry={<Button onPress={() => read({ requestPolicy: 'network-only' })}>Try again</Button>}
      >
        {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
      </ErrorState>
    )
  if (!data) return <Skeleton rows={4} label="Loading the import" />
  return row ? <Steps row={row} choices={choices} preferred={preferred} /> : <NothingHere what="import" />
}

const STATE = {
  UPLOADED: 'uploaded',
  CHECKING: 'being checked',
  CHECKED: 'checked',
  RUNNING: 'running',
  DONE: 'done',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const

function Recent({ choices }: { choices: Choices }) {
  if (choices.imports.length === 0) return null
  return (
    <section aria-label="Your imports">
      <GroupHead title="Your imports" count={choices.imports.length} />
      <ul>
        {choices.imports.map(({ id, fileName, state, projectKey, createdAt }) => (
          <li
            key={id}
            className="relative flex min-h-11 items-center gap-4 border-b border-joint bg-plate px-(--pad-x) py-1 focus-within:outline-2 focus-within:-outline-offset-2 focus-within:outline-focus hover:bg-plate-2"
          >
            <Link href={`/import?id=${id}`} className="min-w-0 flex-1 truncate outline-none after:absolute after:inset-0">
              {fileName}
            </Link>
            <span className="mono text-ink-2 max-sm:hidden">{projectKey}</span>
            <span className="w-28 text-ink-2">{STATE[state]}</span>
            <span className="mono w-10 text-right text-ink-3">
              <Ago at={createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
