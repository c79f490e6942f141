import type { ReactNode } from 'react'

/** What the picker can change. */
export type PickerKind = 'status' | 'priority' | 'assignee' | 'tags' | 'deadline' | 'estimate'

interface CellProps {
  /** What a press opens; null when the person may not change it. */
  menu: PickerKind | null
  label: string
  className: string
  children: ReactNode
}

/** A value of a row; a plain button where it can be changed, so that a row costs little. */
export function Cell({ menu, label, className, children }: CellProps) {
  if (!menu) return <span className={className}>{children}</span>
  return (
    <span className={className}>
      <button type="button" data-menu={menu} tabIndex={-1} aria-haspopup="dialog" aria-label={label} className="cell-button">
        {children}
      </button>
    </span>
  )
}
