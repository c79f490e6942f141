import type { IconName } from '#app/_ui/glyphs.ts'
import type { Update } from './documents.ts'

/** What can be written on a task, in the order in which it is offered, and whom it reaches. */
export const KINDS: Record<Update['kind'], { word: string; icon: IconName; reach: string }> = {
  UPDATE: { word: 'Update', icon: 'update', reach: '' },
  DISCOVERY: { word: 'Discovery', icon: 'discovery', reach: 'Reaches whoever works on joined tasks and files' },
  SYNC: { word: 'Sync', icon: 'sync', reach: '' },
  PROGRESS: { word: 'Progress', icon: 'progress', reach: '' },
  NOTE: { word: 'Private note', icon: 'note', reach: 'Only you see this, not even admins' },
}
