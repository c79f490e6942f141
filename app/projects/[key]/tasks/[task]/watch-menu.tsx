'use client'
import { useWatch, type WatchLevel } from '#app/_tasks/use-watch.ts'
import { Button } from '#app/_ui/button.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import type { Task } from './documents.ts'

const LEVELS: { id: WatchLevel; now: string; word: string }[] = [
  { id: 'FOLLOWING', now: 'Following', word: 'Follow all that happens' },
  { id: 'DEFAULT', now: 'Follow', word: 'Only what concerns me' },
  { id: 'MUTED', now: 'Muted', word: 'Mute, but for what speaks to me' },
]

/** How much of the task reaches the person's inbox. */
export function WatchMenu({ task }: { task: Task }) {
  const watch = useWatch()
  const level = LEVELS.find(({ id }) => id === task.viewerWatch)
  return (
    <Menu
      aria-label="What reaches my inbox"
      placement="bottom end"
      selectionMode="single"
      selectedKeys={[task.viewerWatch]}
      trigger={
        <Button variant="bare" icon="inbox" className="max-sm:h-9" aria-label={`Inbox: ${level?.word ?? ''}`}>
          {level?.now}
        </Button>
      }
    >
      {LEVELS.map(({ id, word }) => (
        <MenuItem key={id} id={id} onAction={() => void watch(task, id)}>
          {word}
        </MenuItem>
      ))}
    </Menu>
  )
}
