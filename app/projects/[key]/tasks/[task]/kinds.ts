import type { IconName } from '#app/_ui/glyphs.ts'
import type { Update } from './documents.ts'

type Kind = Update['kind']

/** What can be written on a task, in the order in which it is offered, and whom it reaches. */
export const KINDS: Record<Kind, { word: string; icon: IconName; reach: string }> = {
  UPDATE: { word: 'Update', icon: 'update', reach: '' },
  DISCOVERY: { word: 'Discovery', icon: 'discovery', reach: 'Reaches whoever works on joined tasks and files' },
  SYNC: { word: 'Sync', icon: 'sync', reach: '' },
  PROGRESS: { word: 'Progress', icon: 'progress', reach: '' },
  NOTE: { word: 'Private note', icon: 'note', reach: 'Only you see this, not even admins' },
}

/** What the stream can be narrowed to. */
export const VIEWS = [
  { id: 'all', word: 'All', kinds: null },
  { id: 'discoveries', word: 'Discoveries', kinds: ['DISCOVERY'] },
  { id: 'syncs', word: 'Syncs', kinds: ['SYNC', 'PROGRESS'] },
  { id: 'notes', word: 'My notes', kinds: ['NOTE'] },
] as const satisfies { id: string; word: string; kinds: Kind[] | null }[]

export type View = (typeof VIEWS)[number]['id']
