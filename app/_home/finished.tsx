'use client'
import Link from 'next/link'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { MarkHomeSeenDocument, type Home } from './documents.ts'
import { Nothing, Section, ShowAll } from './section.tsx'
import { useSettled } from './use-settled.ts'

interface FinishedProps {
  home: Home
  onShowAll: (() => void) | null
  /** Reads home again. */
  onSeen: () => void
}

/** What others and I completed since I last said that I have seen it. */
export function Finished({ home, onShowAll, onSeen }: FinishedProps) {
  const { nodes, pageInfo, totalCount } = home.finished
  const { rows, fresh, settle } = useSettled(nodes, ({ id }) => id)
  const mark = useAct(MarkHomeSeenDocument)
  const { homeSeenAt } = home.preference

  async function setSeen(at: string | null | undefined) {
    const result = unlessRefused(await mark({ at }))
    if (result) onSeen()
    return result !== null
  }
  async function seen() {
    const back = homeSeenAt
    if (await setSeen(undefined)) did('Marked as seen', () => setSeen(back))
  }
  // What was marked as seen is gone by the person's own act.
  const shown = rows.filter(({ isGone }) => !isGone)
  return (
    <Section
      title="Finished"
      count={(totalCount ?? 0).toLocaleString('en')}
      note={homeSeenAt ? <Since at={homeSeenAt} /> : 'in the last 7 days'}
      fresh={fresh}
      onShow={settle}
      actions={
        <Button icon="check" isDisabled={!totalCount} onPress={() => void seen()}>
          Mark as seen
        </Button>
      }
    >
      {!shown.length && (
        <Nothing title={fresh ? 'More has finished.' : 'Nothing finished since.'}>
          {fresh ? 'Show it with the button above.' : 'What agents and people complete appears here.'}
        </Nothing>
      )}
      <ul>
        {shown.map(({ row }) => (
          <li key={row.id} className="home-row done-row" data-home-row>
            <StatusMark status={row.status} />
            <div className="min-w-0">
              <Link href={taskPath(row.project.key, row.key)} prefetch={false} className="home-title">
                {row.title}
              </Link>
              <div className="home-facts">
                <Key>{row.key}</Key>
                {row.assignee && <ActorName actor={row.assignee} className="flex-none max-w-2/5!" />}
                <span className="truncate">{row.completionSummary}</span>
              </div>
            </div>
            <span className="home-age text-ink-3">{row.completedAt && <Ago at={row.completedAt} />}</span>
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && <ShowAll onPress={onShowAll} />}
    </Section>
  )
}

/** The moment in the person's own time, which the server does not know. */
function Since({ at }: { at: string }) {
  const words = new Date(at).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <time dateTime={at} suppressHydrationWarning>
      since {words}
    </time>
  )
}
