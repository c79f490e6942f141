'use client'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback, useRef, useState } from 'react'
import { useTaskChanges } from '#app/_graphql/live.ts'
import { useWatch } from '#app/_tasks/use-watch.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Bulk } from './bulk.tsx'
import { InboxTools } from './inbox-tools.tsx'
import { OlderPage } from './older-page.tsx'
import { Pane } from './pane.tsx'
import type { Reason } from './reasons.ts'
import type { SnoozeTime } from './snooze-times.ts'
import { inOrder, Threads } from './threads.tsx'
import { useInboxCommands } from './use-inbox-commands.ts'
import { useInbox, type InboxThread } from './use-inbox.ts'
import { useMarks } from './use-marks.ts'
import { useMuteReason } from './use-mute-reason.ts'
import { inboxPath, VIEWS, type View } from './views.ts'

const Snooze = dynamic(() => import('./snooze.tsx').then((file) => file.Snooze), { ssr: false })
const NONE: ReadonlySet<string> = new Set()

export function InboxScreen({ view, reason }: { view: View; reason: Reason | null }) {
  const inbox = useInbox(view, reason)
  const marks = useMarks(inbox)
  const watch = useWatch()
  const { muted, mutable, mute } = useMuteReason()
  const [selectedId, setSelected] = useQueryState('thread', parseAsString.withOptions({ history: 'replace' }))
  const [checked, setChecked] = useState(NONE)
  const [snoozing, setSnoozing] = useState(false)
  const anchor = useRef<HTMLElement>(null)
  const screen = useRef<HTMLDivElement>(null)
  const threads = inOrder(inbox.threads)
  const selected = threads.find(({ id }) => id === selectedId) ?? null
  // Whoever else answers a question tells its asker alone.
  useTaskChanges(selected?.duty === 'answer' ? (selected.newest.task?.id ?? null) : null, inbox.refetch)

  const rowOf = (id: string) => screen.current?.querySelector<HTMLElement>(`[data-thread="${id}"] a`)
  const check = useCallback(
    (id: string) =>
      setChecked((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const choose = (id: string) => {
    const thread = threads.find((one) => one.id === id)
    void setSelected(id)
    if (thread) marks.read(thread)
  }
  function go(thread: InboxThread | undefined) {
    if (!thread) return void setSelected(null)
    choose(thread.id)
    requestAnimationFrame(() => rowOf(thread.id)?.focus())
  }

  const many = threads.filter(({ id }) => checked.has(id))
  const those = many.length ? many : selected ? [selected] : []
  /** Acts on what is selected, and goes on with the line that comes up in its place. */
  async function act(run: () => Promise<boolean>) {
    const gone = new Set(those.map(({ id }) => id))
    const index = threads.findIndex(({ id }) => gone.has(id))
    const next = threads.slice(index).find(({ id }) => !gone.has(id)) ?? threads.slice(0, index).findLast(({ id }) => !gone.has(id))
    const wasShown = selected !== null && gone.has(selected.id)
    if (!(await run())) return
    setChecked(NONE)
    if (wasShown) go(next)
  }
  const finish = () => those.length > 0 && view !== 'done' && void act(() => marks.move(those, 'DONE'))
  const unread = () => those.length > 0 && void marks.move(those, 'UNREAD').then(() => setChecked(NONE))
  const back = () => void act(() => marks.move(those, 'UNREAD'))
  function snooze(at: HTMLElement | null | undefined) {
    if (!those.length || view === 'done' || !at) return
    anchor.current = at
    setSnoozing(true)
  }
  const snoozeUntil = ({ until, words }: SnoozeTime) => void act(() => marks.move(those, 'SNOOZED', { until, words }))
  const muteTask = () => {
    const task = selected?.newest.task
    if (task) void watch(task, task.viewerWatch === 'MUTED' ? 'DEFAULT' : 'MUTED')
  }
  const muteReason = () => {
    const of = selected?.lead.reason
    if (of && mutable?.includes(of)) void mute(of, !muted?.includes(of))
  }

  useInboxCommands({
    step: (by) => {
      const index = selected ? threads.indexOf(selected) : by > 0 ? -1 : threads.length
      go(threads[Math.min(Math.max(index + by, 0), threads.length - 1)])
    },
    open: () => screen.current?.querySelector<HTMLElement>('[data-open-task]')?.click(),
    check: () => selected && check(selected.id),
    finish,
    snooze: () => snooze(screen.current?.querySelector<HTMLElement>('.bulk [data-snooze]') ?? visibleSnooze(screen.current)),
    unread,
    muteTask,
    muteReason,
    finishAll: () => void marks.finishAll(),
    clear: many.length ? () => setChecked(NONE) : selected ? () => void setSelected(null) : null,
  })

  return (
    <div ref={screen} className="inbox" data-open={selected ? true : undefined}>
      <div className="inbox-list">
        <InboxTools view={view} reason={reason} counts={inbox.counts} onFinishAll={() => void marks.finishAll()} />
        {inbox.error && !threads.length && (
          <ErrorState title="The inbox did not load." retry={<Button onPress={inbox.refetch}>Try again</Button>}>
            {inbox.error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
          </ErrorState>
        )}
        {inbox.isLoading && <Skeleton label="Loading the inbox" />}
        {!inbox.isLoading && !inbox.error && !threads.length && <Empty view={view} reason={reason} />}
        <Threads
          threads={threads}
          selectedId={selected?.id ?? null}
          checked={checked}
          onSelect={choose}
          onCheck={check}
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
          onDone={finish}
          onSnooze={snooze}
          onBack={back}
          onMuteTask={muteTask}
          onMuteReason={muteReason}
          isMutable={mutable?.includes(selected.lead.reason) ?? false}
          onClose={() => {
            const id = selected.id
            void setSelected(null)
            requestAnimationFrame(() => rowOf(id)?.focus())
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
          onDone={finish}
          onSnooze={snooze}
          onRead={() => void marks.move(many, 'READ').then(() => setChecked(NONE))}
          onUnread={unread}
          onClear={() => setChecked(NONE)}
        />
      )}
      {snoozing && <Snooze anchor={anchor} onChoose={snoozeUntil} onClose={() => setSnoozing(false)} />}
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
