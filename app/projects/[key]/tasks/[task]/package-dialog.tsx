'use client'
import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import { ClaimOutcome } from '#app/_tasks/claim-outcome.tsx'
import { copyText } from '#app/_ui/clipboard.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { KINDS } from './kinds.ts'
import { PackageDocument } from './package-documents.ts'

type Package = NonNullable<ResultOf<typeof PackageDocument>['workPackage']>

/** What an agent gets when it claims the task: to see whether it has what it needs. */
export function PackageDialog({ task, taskKey, onClose }: { task: string; taskKey: string; onClose: () => void }) {
  const [{ data, fetching, error }] = useQuery({ query: PackageDocument, variables: { task }, requestPolicy: 'network-only' })
  const pack = data?.workPackage
  return (
    <Dialog title={`What an agent gets with ${taskKey}`} isOpen onClose={onClose} wide>
      {pack ? (
        <>
          <Contents pack={pack} />
          <Actions>
            <Button icon="copy" onPress={() => void copyText(JSON.stringify(pack, null, 2), 'Work package')}>
              Copy as JSON
            </Button>
            <Button variant="bare" onPress={onClose}>
              Close
            </Button>
          </Actions>
        </>
      ) : fetching ? (
        <Skeleton rows={6} label="Loading the work package" />
      ) : error ? (
        <ErrorState title="The work package did not load.">{error.message}</ErrorState>
      ) : (
        <NothingHere what="task" />
      )}
    </Dialog>
  )
}

function Contents({ pack }: { pack: Package }) {
  return (
    <div className="grid gap-4">
      <Part title="Task">
        <p className="strong [overflow-wrap:anywhere]">{pack.title}</p>
        <BriefLines brief={pack.brief} />
        {pack.description && <Text>{pack.description}</Text>}
        {pack.impactNotes && <Text>{pack.impactNotes}</Text>}
      </Part>
      <Part title="Its project">
        <BriefLines brief={pack.projectBrief} />
      </Part>
      <Part title="Success criteria" count={pack.criteria.length}>
        <ul className="list-disc pl-5">
          {pack.criteria.map(({ id, text, state }) => (
            <li key={id}>
              {text} <span className="text-ink-3">{state.toLowerCase().replace('_', ' ')}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="What it waited for" count={pack.blockers.length}>
        <ul className="grid gap-1.5">
          {pack.blockers.map(({ task, summary }) => (
            <li key={task.id} className="[overflow-wrap:anywhere]">
              <StatusMark status={task.status} /> <span className="mono text-ink-2">{task.key}</span> {task.title}
              {summary && <Text>{summary}</Text>}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Discoveries" count={pack.discoveries.length}>
        {pack.discoveries.map(({ id, body }) => (
          <Text key={id}>{body}</Text>
        ))}
      </Part>
      <Part title="Written on it" count={pack.context.length}>
        {pack.context.map(({ id, kind, body }) => (
          <div key={id}>
            <span className="text-ink-3">{KINDS[kind].word}</span>
            <Text>{body}</Text>
          </div>
        ))}
      </Part>
      <Part title="Earlier attempts" count={pack.handoffs.length}>
        {pack.handoffs.map(({ id, fence, outcome, note, holder }) => (
          <div key={id} className="flex flex-wrap gap-x-2">
            <span className="mono">
              {holder.handle}, fence {fence}
            </span>
            <ClaimOutcome claim={{ outcome }} />
            {note && <Text>{note}</Text>}
          </div>
        ))}
      </Part>
      <Part title="Files" count={pack.files.length}>
        <ul>
          {pack.files.map(({ id, path, lineStart, lineEnd, note }) => (
            <li key={id} className="mono break-all">
              {path}
              {lineStart !== null && ` ${lineStart}–${lineEnd ?? lineStart}`}
              {note && <span className="font-sans text-ink-2"> {note}</span>}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="What it may send next" count={pack.nextCalls.length}>
        <ul>
          {pack.nextCalls.map(({ name, when }) => (
            <li key={name}>
              <span className="mono">{name}</span> <span className="text-ink-2">{when}</span>
            </li>
          ))}
        </ul>
      </Part>
      {pack.omitted.length > 0 && (
        <p className="text-ink-2">Left out for want of room: {pack.omitted.map(({ what, count }) => `${count} ${what}`).join(', ')}.</p>
      )}
    </div>
  )
}

function Part({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section>
      <h3 className="cap mb-1">
        {title} {count !== undefined && <span className="mono text-ink-3">{count}</span>}
      </h3>
      {count === 0 ? <p className="text-ink-3">None.</p> : <div className="grid gap-1.5">{children}</div>}
    </section>
  )
}

const Text = ({ children }: { children: string }) => <p className="text-ink-2 [overflow-wrap:anywhere] whitespace-pre-wrap">{children}</p>

function BriefLines({ brief }: { brief: Package['brief'] }) {
  const parts = [brief.why && `Why: ${brief.why}`, brief.what && `What: ${brief.what}`, brief.done && `Done: ${brief.done}`].filter(Boolean)
  return parts.length > 0 ? <Text>{parts.join('\n')}</Text> : <p className="text-ink-3">No brief.</p>
}
