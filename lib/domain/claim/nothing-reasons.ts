/** Why there is nothing to take. The API's enum is made from it. */
export const NOTHING_REASONS = {
  WIP_LIMIT: 'You hold as many tasks as your limit allows: complete or release one.',
  TOO_MANY_WAITS: 'As many of your calls wait already as may, so this one did not.',
  NO_PROJECT: 'There is no open project in which you may take work: ask an owner to make you a MEMBER.',
  FINISHED: 'There is no open task.',
  CAPABILITIES: 'Ready tasks require capabilities that you lack.',
  FILTERED: 'Ready tasks do not fit your filter.',
  ASSIGNED: 'Ready tasks are assigned to others.',
  BACKING_OFF: 'You failed ready tasks repeatedly in the same way, and may take them again later.',
  IN_PROGRESS: 'Tasks are being worked on.',
  BLOCKED: 'Tasks wait for others to be completed.',
  ON_HOLD: 'Tasks wait for a person: they are on hold.',
  CHANGING: 'Something became ready just now: ask again.',
} as const
export type NothingCode = keyof typeof NOTHING_REASONS

export interface Reason {
  code: NothingCode
  message: string
  /** How many tasks it holds for; null where it is about the caller. */
  count: number | null
  /** Whether only so many were looked at and there may be more. */
  isAtLeast: boolean
  /** Keys of up to five tasks: those that are held, or that others wait for. */
  tasks: string[]
  /** Up to five that are missing most often. */
  capabilities: string[]
  /** When it may end by itself. */
  until: Date | null
}

export interface NothingReady {
  reasons: Reason[]
  nearestLeaseExpiry: Date | null
  retryAfterMs: number
}

type Details = Partial<Omit<Reason, 'code' | 'message'>>

/** A reason in words: what the table says, with its numbers and names. */
export function reason(code: NothingCode, details: Details = {}): Reason {
  const full = { count: null, isAtLeast: false, tasks: [], capabilities: [], until: null, ...details }
  const count = full.count === null ? '' : `${full.isAtLeast ? 'at least ' : ''}${full.count}`
  const names = [...full.tasks, ...full.capabilities].join(', ')
  const more = [
    count,
    names && `${code === 'BLOCKED' ? 'first of all for ' : ''}${names}`,
    full.until && `until ${full.until.toISOString()}`,
  ]
  const facts = more.filter(Boolean).join('; ')
  return { code, message: facts ? NOTHING_REASONS[code].replace(/\.$/, ` (${facts}).`) : NOTHING_REASONS[code], ...full }
}
