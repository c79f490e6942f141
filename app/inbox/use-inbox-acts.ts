'use client'
import { useWatch } from '#app/_tasks/use-watch.ts'
import type { SnoozeTime } from './snooze-times.ts'
import type { Lines } from './use-lines.ts'
import type { Marks } from './use-marks.ts'
import { useMuteReason } from './use-mute-reason.ts'
import type { View } from './views.ts'

/** What is done with the lines that are checked, or with the one that is read. */
export function useInboxActs(view: View, marks: Marks, { threads, selected, those, many, uncheck, go }: Lines) {
  const watch = useWatch()
  const { muted, mutable, mute } = useMuteReason()
  const reason = selected?.lead.reason

  /** Goes on with the line that comes up in the place of those that go. */
  async function act(run: () => Promise<boolean>) {
    const gone = new Set(those.map(({ id }) => id))
    const index = threads.findIndex(({ id }) => gone.has(id))
    const next = threads.slice(index).find(({ id }) => !gone.has(id)) ?? threads.slice(0, index).findLast(({ id }) => !gone.has(id))
    const wasShown = selected !== null && gone.has(selected.id)
    if (!(await run())) return
    uncheck()
    if (wasShown) go(next)
  }
  return {
    canSnooze: those.length > 0 && view !== 'done',
    isMutable: reason !== undefined && (mutable?.includes(reason) ?? false),
    finish: () => those.length > 0 && view !== 'done' && void act(() => marks.move(those, 'DONE')),
    unread: () => those.length > 0 && void marks.move(those, 'UNREAD').then(uncheck),
    read: () => void marks.move(many, 'READ').then(uncheck),
    back: () => void act(() => marks.move(those, 'UNREAD')),
    snoozeUntil: ({ until, words }: SnoozeTime) => void act(() => marks.move(those, 'SNOOZED', { until, words })),
    finishAll: () => void marks.finishAll(),
    muteTask() {
      const task = selected?.newest.task
      if (task) void watch(task, task.viewerWatch === 'MUTED' ? 'DEFAULT' : 'MUTED')
    },
    muteReason() {
      if (reason && mutable?.includes(reason)) void mute(reason, !muted?.includes(reason))
    },
  }
}
