import type { TaskRow } from '#app/_tasks/task.ts'
import { STATUS, type TaskStatus } from '#app/_ui/status.tsx'
import { belongs, type Common } from './columns.ts'

export type Act =
  'start' | 'complete' | 'forceComplete' | 'cancel' | 'release' | 'hold' | 'releaseHold' | 'reopen' | 'assign' | 'setPriority'

/** What dropping a card on a column does, in words that follow "WEB-42:", or why it cannot be done. */
export type Verdict = { kind: 'here' } | { kind: 'act'; act: Act; words: string } | { kind: 'refused'; why: string }

type Judged = Pick<TaskRow, 'status' | 'priority' | 'assignee' | 'isBlocked' | 'openBlockers' | 'hold' | 'claim' | 'blockers' | 'viewerCan'>

export function verdictOf(task: Judged, to: Common): Verdict {
  if (belongs(task, to)) return { kind: 'here' }
  if (to.by === 'priority') {
    if (task.viewerCan.includes('UPDATE')) return does('setPriority', `${to.priority.toLowerCase()} priority`)
    return refused('You may not change it.')
  }
  if (to.by === 'assignee') return assigning(task, to.assignee)
  return MOVES[to.status](task)
}

const MOVES: Record<TaskStatus, (task: Judged) => Verdict> = {
  IN_PROGRESS: (task) => {
    if (task.viewerCan.includes('START')) return does('start', 'start')
    if (isFinished(task)) return refused(`${STATUS[task.status].word}. Reopen it first.`)
    if (task.status === 'BLOCKED') return refused(waits(task))
    if (task.assignee) return refused(`Assigned to ${task.assignee.handle}, who starts it.`)
    return refused('You may not start it.')
  },
  COMPLETED: (task) => {
    if (task.viewerCan.includes('COMPLETE')) return does('complete', 'complete')
    if (task.viewerCan.includes('FORCE_COMPLETE')) return does('forceComplete', 'complete all the same, with a reason')
    if (isFinished(task)) return refused(`${STATUS[task.status].word}. Reopen it first.`)
    if (task.claim) return refused(held(task.claim))
    if (task.isBlocked) return refused(waits(task))
    return refused('You may not complete it.')
  },
  CANCELLED: (task) => {
    if (task.viewerCan.includes('CANCEL')) return does('cancel', 'cancel')
    if (isFinished(task)) return refused('Completed. Reopen it first.')
    return refused('You may not cancel it.')
  },
  PENDING: (task) => waiting(task, 'PENDING'),
  BLOCKED: (task) => waiting(task, 'BLOCKED'),
}

/** PENDING and BLOCKED follow from blockers and holds; only a hold is set by hand. */
function waiting(task: Judged, to: 'PENDING' | 'BLOCKED'): Verdict {
  const falls = task.isBlocked ? 'BLOCKED' : 'PENDING'
  if (isFinished(task)) {
    if (!task.viewerCan.includes('REOPEN')) return refused('You may not reopen it.')
    return to === falls ? does('reopen', 'reopen') : refused(`Reopened it is ${word(falls)}.`)
  }
  if (task.status === 'IN_PROGRESS') {
    if (!task.viewerCan.includes('RELEASE_CLAIM')) return refused(task.claim ? held(task.claim) : 'You may not release it.')
    return to === falls ? does('release', 'release') : refused(`Released it is ${word(falls)}.`)
  }
  if (to === 'BLOCKED') return task.viewerCan.includes('HOLD') ? does('hold', 'put on hold') : refused('You may not put it on hold.')
  if (task.openBlockers > 0) return refused(waits({ ...task, hold: null }))
  return task.viewerCan.includes('RELEASE_HOLD') ? does('releaseHold', 'take off hold') : refused('You may not release the hold.')
}

function assigning(task: Judged, to: { handle: string } | null): Verdict {
  if (task.viewerCan.includes('ASSIGN')) return does('assign', to ? `assign to ${to.handle}` : 'unassign')
  if (isFinished(task)) return refused(`${STATUS[task.status].word}. Reopen it first.`)
  if (task.claim) return refused(held(task.claim))
  return refused('You may not assign it.')
}

const does = (act: Act, words: string): Verdict => ({ kind: 'act', act, words })
const refused = (why: string): Verdict => ({ kind: 'refused', why })
const isFinished = ({ status }: Judged) => status === 'COMPLETED' || status === 'CANCELLED'
const word = (status: TaskStatus) => STATUS[status].word.toLowerCase()
const held = ({ holder }: NonNullable<Judged['claim']>) => `${holder.handle} holds it. An owner can take it over.`

export function waits({ hold, blockers, openBlockers }: Pick<Judged, 'hold' | 'blockers' | 'openBlockers'>) {
  if (hold) return `On hold: ${hold.reason}`
  const keys = blockers.filter(({ isOpen }) => isOpen).map(({ dependsOn }) => dependsOn.key)
  if (!keys.length) return `Waits for ${openBlockers} open ${openBlockers === 1 ? 'task' : 'tasks'}.`
  return `Waits for ${keys.slice(0, 2).join(', ')}${keys.length > 2 ? ` and ${keys.length - 2} more` : ''}.`
}
