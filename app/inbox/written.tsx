import { Chip } from '#app/_ui/list.tsx'
import { PriorityMark } from '#app/_ui/status.tsx'
import type { Notification } from './reasons.ts'

/** What somebody wrote, as it was written. */
export function Written({ entry }: { entry: NonNullable<Notification['entry']> }) {
  return (
    <div className="mt-1 mb-2 border-l-3 border-joint-2 pl-3">
      {entry.priority && (
        <Chip className="mb-1">
          <PriorityMark priority={entry.priority} word />
        </Chip>
      )}
      <p className="prose line-clamp-12 [overflow-wrap:anywhere] whitespace-pre-wrap">{entry.body}</p>
    </div>
  )
}
