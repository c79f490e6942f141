'use client'
import Link from 'next/link'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTaskChanges } from '#app/_graphql/live.ts'
import { Button } from '#app/_ui/button.tsx'
import { GroupHead, Tools } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { Pane } from './pane.tsx'
import { DUTIES, type Thread } from './reasons.ts'
import { ThreadRow } from './thread-row.tsx'
import { useInbox } from './use-inbox.ts'
import { VIEWS, type View } from './views.ts'

export function InboxScreen({ view }: { view: View }) {
  const { threads: unsorted, isLoading, error, hasOlder, set, showOlder, refetch } = useInbox(view)
  const threads = DUTIES.flatMap(({ id }) => unsorted.filter(({ duty }) => duty === id))
  const [selectedId, setSelected] = useState<string | null>(null)
  const selected = threads.find(({ id }) => id === selectedId) ?? null
  const list = useRef<HTMLDivElement>(null)
  // Whoever else answers a question tells its asker alone.
  useTaskChanges(selected?.duty === 'answer' ? (selected.newest.task?.id ?? null) : null, refetch)

  function select(thread: Thread | undefined, focus = false) {
    setSelected(thread?.id ?? null)
    if (thread?.isUnread) void set([thread], 'READ')
    if (thread && focus) requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-thread="${thread.id}"] a`)?.focus())
  }
  async function finish(thread: Thread) {
    const index = threads.indexOf(thread)
    const next = threads[index + 1] ?? threads[index - 1]
    const back = thread.newest.state
    if (!(await set([thread], 'DONE'))) return
    tell(`${thread.newest.task?.key ?? 'It'} is done in your inbox`, {
      action: { word: 'Undo', run: () => void set([thread], back === 'UNREAD' ? 'READ' : back) },
    })
    select(next, true)
  }
  async function snooze(thread: Thread, until: Date, words: string) {
    if (await set([thread], 'SNOOZED', until)) tell(`${thread.newest.task?.key ?? 'It'} comes back ${words}`)
  }

  useKeys((key) => {
    const index = selected ? threads.indexOf(selected) : -1
    if (key === 'j') select(threads[Math.min(index + 1, threads.length - 1)], true)
    else if (key === 'k') select(threads[Math.max(index - 1, 0)], true)
    else if (key === 'e' && selected && view !== 'done') void finish(selected)
    else if (key === 'u' && selected) void set([selected], 'UNREAD')
    else return false
    return true
  })

  const unread = threads.filter(({ isUnread }) => isUnread)
  return (
    <div className="inbox">
      <div ref={list} className="inbox-list">
        <Tools title="Inbox">
          <nav aria-label="Views" className="views">
            {Object.entries(VIEWS).map(([id, { word }]) => (
              <Link key={id} href={id === 'new' ? '/inbox' : `/inbox?view=${id}`} replace aria-current={id === view ? 'true' : undefined}>
                {word}
              </Link>
            ))}
          </nav>
          <span className="flex-1" />
          {unread.length > 1 && (
            <Button variant="bare" onPress={() => void set(unread, 'READ')}>
              Mark all read
            </Button>
          )}
        </Tools>
        {error && !threads.length && (
          <ErrorState title="The inbox did not load." retry={<Button onPress={refetch}>Try again</Button>}>
            {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
          </ErrorState>
        )}
        {isLoading && <Skeleton label="Loading the inbox" />}
        {!isLoading && !error && !threads.length && <EmptyState title={VIEWS[view].title}>{VIEWS[view].empty}</EmptyState>}
        {DUTIES.map(({ id, word, note }) => {
          const group = threads.filter(({ duty }) => duty === id)
          if (!group.length) return null
          return (
            <section key={id} aria-label={word}>
              <GroupHead title={word} count={group.length} note={note} className="pl-9!" />
              <ul>
                {group.map((thread) => (
                  <ThreadRow key={thread.id} thread={thread} isSelected={thread.id === selectedId} onSelect={() => select(thread)} />
                ))}
              </ul>
            </section>
          )
        })}
        {hasOlder && (
          <div className="px-(--pad-x) py-2">
            <Button variant="bare" icon="down" onPress={() => void showOlder()}>
              Show older
            </Button>
          </div>
        )}
      </div>
      <Pane thread={selected} view={view} onDone={finish} onSnooze={snooze} onBack={(thread) => void set([thread], 'UNREAD')} />
    </div>
  )
}

/** Single keys, while nobody is typing and nothing floats above the page. `act` says whether the key was its own. */
function useKeys(act: (key: string) => boolean) {
  const run = useEffectEvent(act)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('input, textarea, [role=dialog], [role=menu]')) return
      if (run(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
