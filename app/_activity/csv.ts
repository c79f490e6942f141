import type { KnownActor, ProjectEvent } from './documents.ts'
import { toldOf } from './told.ts'
import { ACTION, fieldValueWords, fieldWord, rawWords } from './words.ts'

/** The columns of the file, in their order, each with what it holds. */
export const COLUMNS = {
  event: 'The number of the event in its stream, rising in time.',
  time: 'When it happened, in UTC (ISO 8601).',
  actor: 'The handle of whoever did it; empty for the system.',
  actor_kind: 'PERSON or AGENT.',
  action: 'What happened, as the API names it.',
  words: 'The same in words.',
  task: 'The key of the task.',
  title: 'Its title, as it is now.',
  about: 'The handle of the member, person or agent it is about.',
  details: 'What the event carries: a reason, a path, an outcome.',
  changes: 'Each field that changed: its name, the old and the new value.',
} as const

/** For OWNERs and admins alone. */
export const ORIGIN_COLUMNS = {
  request: 'The id of the request, as in the logs.',
  address: 'The address it came from.',
  user_agent: 'The program it came from.',
} as const

export type Row = Record<keyof typeof COLUMNS, string | number> & Partial<Record<keyof typeof ORIGIN_COLUMNS, string>>

/** An event as a row of the file: the words that the screen shows, in full length. */
export function rowOf(event: ProjectEvent, known: ReadonlyMap<string, KnownActor>, hasOrigin: boolean): Row {
  const named = (field: string, value: unknown) => known.get(String(value))?.handle ?? fieldValueWords(field, value, rawWords)
  const changes = event.changes.map(({ field, old, new: value }) => `${fieldWord(field)}: ${named(field, old)} → ${named(field, value)}`)
  return {
    event: event.seq,
    time: event.createdAt,
    actor: event.actor?.handle ?? '',
    actor_kind: event.actor?.kind ?? '',
    action: event.action,
    words: ACTION[event.action].word,
    task: event.taskKey ?? '',
    title: event.task?.title ?? '',
    about: known.get(event.subjectId ?? '')?.handle ?? '',
    details: toldOf(event, rawWords),
    changes: changes.join('; '),
    ...(hasOrigin && { request: event.requestId ?? '', address: event.address ?? '', user_agent: event.userAgent ?? '' }),
  }
}
