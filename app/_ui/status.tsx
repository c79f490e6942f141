import type { IconName } from './glyphs.ts'
import { Icon } from './icon.tsx'

export type TaskStatus = 'PENDING' | 'BLOCKED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
export type Priority = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'

/** In the order in which lists group them. Each status owns a silhouette, a word and a colour; none stands alone. */
export const STATUS: Record<TaskStatus, { word: string; icon: IconName; color: string }> = {
  IN_PROGRESS: { word: 'In progress', icon: 'status-in-progress', color: 'text-(--status-in-progress)' },
  PENDING: { word: 'Pending', icon: 'status-pending', color: 'text-(--status-pending)' },
  BLOCKED: { word: 'Blocked', icon: 'status-blocked', color: 'text-(--status-blocked)' },
  COMPLETED: { word: 'Completed', icon: 'status-completed', color: 'text-(--status-completed)' },
  CANCELLED: { word: 'Cancelled', icon: 'status-cancelled', color: 'text-(--status-cancelled)' },
}
export const STATUSES: TaskStatus[] = ['IN_PROGRESS', 'PENDING', 'BLOCKED', 'COMPLETED', 'CANCELLED']

export const PRIORITY: Record<Priority, { word: string; icon: IconName; color: string }> = {
  CRITICAL: { word: 'Critical', icon: 'priority-critical', color: 'text-ink' },
  HIGH: { word: 'High', icon: 'priority-high', color: 'text-ink' },
  MEDIUM: { word: 'Medium', icon: 'priority-medium', color: 'text-ink-3' },
  LOW: { word: 'Low', icon: 'priority-low', color: 'text-ink-3' },
}
export const PRIORITIES: Priority[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']

interface MarkProps {
  /** Shows the word beside the mark; otherwise a screen reader alone hears it. */
  word?: boolean
  size?: number
  className?: string
}

export function StatusMark({ status, word, size, className = '' }: MarkProps & { status: TaskStatus }) {
  const { icon, color, ...of } = STATUS[status]
  if (!word) return <Icon name={icon} label={of.word} size={size} className={`${color} ${className}`} />
  return (
    <span className={`inline-flex items-center gap-1.5 font-[560] whitespace-nowrap ${className}`}>
      <Icon name={icon} size={size} className={color} />
      {of.word}
    </span>
  )
}

export function PriorityMark({ priority, word, size, className = '' }: MarkProps & { priority: Priority }) {
  const { icon, color, ...of } = PRIORITY[priority]
  if (!word) return <Icon name={icon} label={`${of.word} priority`} size={size} className={`${color} ${className}`} />
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${className}`}>
      <Icon name={icon} size={size} className={color} />
      {of.word}
    </span>
  )
}
