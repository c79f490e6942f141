'use client'
import Link from 'next/link'
import { useState } from 'react'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import type { Result } from './address.ts'
import { ImportRowsDocument } from './documents.ts'
import { findingWord, RESULT_WORD } from './words.ts'

interface Props {
  id: string
  result: Result | null
  finding: string | null
  project: string | null
}

/** The report row by row, a page at a time. */
export function Rows({ id, result, finding, project }: Props) {
  const [before, setBefore] = useState<string[]>([])
  const variables = { id, result, finding, after: before.at(-1) ?? null }
  const [{ data, error }, read] = useQuery({ query: ImportRowsDocument, variables, requestPolicy: 'network-only' })
  const page = data?.import?.rows
  if (error && !page)
    return (
      <ErrorState title="The rows did not load." retry={<Button onPress={() => read({ requestPolicy: 'network-only' })}>Try again</Button>}>
        {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
      </ErrorState>
    )
  if (!page) return <Skeleton rows={6} label="Loading rows" />
  if (page.nodes.length === 0) return <EmptyState title="No row fits." />
  const end = page.pageInfo.endCursor
  return (
    <>
      <ol>
        {page.nodes.map((row) => (
          <li
            key={row.line}
            className="grid grid-cols-[4rem_6rem_minmax(0,14rem)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1 border-b border-joint bg-plate px-(--pad-x) py-2 max-sm:grid-cols-[4rem_minmax(0,1fr)]"
          >
            <span className="mono text-ink-3">{row.line}</span>
            <span>{RESULT_WORD[row.result]}</span>
            <span className="mono min-w-0 [overflow-wrap:anywhere] max-sm:col-start-2">
              {row.taskKey && project ? (
                <Link href={`/projects/${project}/tasks/${row.taskKey}`} className="underline underline-offset-2">
                  <Key>{row.taskKey}</Key>
                </Link>
              ) : null}{' '}
              <span className="text-ink-2">{row.externalKey}</span>
            </span>
            <ul className="min-w-0 text-ink-2 [overflow-wrap:anywhere] max-sm:col-start-2">
              {row.title !== null && <li className="text-ink">{row.title}</li>}
              {row.reason && <li>{row.reason}</li>}
              {row.findings.map(({ code, message }) => (
                <li key={`${code} ${message}`}>
                  {findingWord(code)}: {message}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {(before.length > 0 || page.pageInfo.hasNextPage) && (
        <div className="flex gap-2 px-(--pad-x) py-4">
          <Button isDisabled={before.length === 0} onPress={() => setBefore(before.slice(0, -1))}>
            Earlier rows
          </Button>
          <Button isDisabled={!page.pageInfo.hasNextPage} onPress={() => end && setBefore([...before, end])}>
            Later rows
          </Button>
        </div>
      )}
    </>
  )
}
