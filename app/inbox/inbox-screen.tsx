'use client'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { useTaskChanges } from '#app/_graphql/live.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Bulk } from './bulk.tsx'
import { InboxTools } from './inbox-tools.tsx'
import { OlderPage } from './older-page.tsx'
import { Pane } from './pane.tsx'
import type { Reason } from './reasons.ts'
import { Threads } from './threads.tsx'
import { useInboxActs } from './use-inbox-acts.ts'
import { useInboxCommands } from './use-inbox-commands.ts'
import { useInbox } from './use-inbox.ts'
import { useLines } from './use-lines.ts'
import { useMarks } from './use-marks.ts'
import { inboxPath, VIEWS, type View } from './views.ts'

const Snooze = dynamic(() => import('./snooze.tsx').then((file) => file.Snooze), { ssr: false })

export function InboxScreen({ view, reason }: { view: View; reason: Reason | null }) {
  const inbox = useInbox(view, reason)
  const marks = useMarks(inbox)
  const screen = useRef<HTMLDivElement>(null)
  const lines = useLines(inbox.threads, marks, screen)
  const { threads, selected, many } = lines
  const acts = useInboxActs(view, marks, lines)
  const [snoozing, setSnoozing] = useState(false)
  const anchor = useRef<HTMLElement>(null)
  // Whoever else answers a question tells its asker alone.
  useTaskChanges(selected?.duty === 'answer' ? (selected.newest.task?.id ?? null) : null, inbox.refetch)
  function snooze(at: HTMLElement | null | undefined) {
    if (!acts.canSnooze || !at) return
    anchor.current = at
    setSnoozing(true)
  }
  useInboxCommands({
    ...acts,
    step: lines.step,
    open: () => screen.current?.querySelector<HTMLElement>('[data-open-task]')?.click(),
    check: () => selected && lines.check(selected.id),
    snooze: () => snooze(screen.current?.querySelector<HTMLElement>('.bulk [data-snooze]') ?? visibleSnooze(screen.current)),
    clear: many.length ? lines.uncheck : selected ? lines.close : null,
  })

  return (
    <div ref={screen} className="inbox" data-open={selected ? true : undefined}>
      <div className="inbox-list">
        <InboxTools view={view} reason={reason} counts={inbox.counts} onFinishAll={acts.finishAll} />
        {inbox.error && !threads.length && (
          <ErrorState title="The inbox did not load." retry={<Button onPress={inbox.refetch}>Try again</Button>}>
            {inbox.error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
          </ErrorState>
        )}
        {inbox.isLoading && <Skeleton label="Loading the inbox" />}
        {!inbox.isLoading && !inbox.error && !threads.length && <Empty view={view} reason={reason} />}
        <Threads
          blocks={lines.blocks}
          count={threads.length}
          selectedId={selected?.id ?? null}
          checked={lines.checked}
          onSelect={lines.choose}
          onCheck={lines.check}
          onEnd={inbox.hasOlder ? inbox.showOlder : null}
        />
        {inbox.older.map((after, index) => (
          <OlderPage key={after} view={view} reason={reason} after={after} onPage={(nodes, end) => inbox.onPage(index + 1, nodes, end)} />
        ))}
      </div>
      {selected ? (
        <Pane
          key={selected.id}
          thread={selected}
          view={view}
          onDone={acts.finish}
          onSnooze={snooze}
          onBack={acts.back}
          onMuteTask={acts.muteTask}
          onMuteReason={acts.muteReason}
          isMutable={acts.isMutable}
          onClose={() => {
            lines.close()
            lines.focus(selected.id)
          }}
        />
      ) : (
        <section aria-label="Selected notification" className="inbox-pane text-ink-3">
          <p>
            Select a line to read it. <kbd>J</kbd> and <kbd>K</kbd> move, <kbd>E</kbd> is done, <kbd>H</kbd> snoozes, <kbd>X</kbd> selects.
          </p>
        </section>
      )}
      {many.length > 0 && (
        <Bulk
          count={many.length}
          onDone={acts.finish}
          onSnooze={snooze}
          onRead={acts.read}
          onUnread={acts.unread}
          onClear={lines.uncheck}
        />
      )}
      {snoozing && <Snooze anchor={anchor} onChoose={acts.snoozeUntil} onClose={() => setSnoozing(false)} />}
    </div>
  )
}

/** The pane's own button, where there is a pane; else the line itself. */
function visibleSnooze(screen: HTMLElement | null) {
  const button = screen?.querySelector<HTMLElement>('.inbox-pane [data-snooze]')
  return button?.checkVisibility() ? button : screen?.querySelector<HTMLElement>('.thread[data-selected]')
}

function Empty({ view, reason }: { view: View; reason: Reason | null }) {
  if (reason) {
    return (
      <EmptyState title="Nothing here for this reason." actions={<LinkButton href={inboxPath(view, null)}>Show all reasons</LinkButton>}>
        Other reasons may have something.
      </EmptyState>
    )
  }
  return <EmptyState title={VIEWS[view].title}>{VIEWS[view].empty}</EmptyState>
}
