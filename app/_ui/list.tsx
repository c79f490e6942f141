import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface GroupHeadProps {
  title: string
  /** The group's mark, a StatusMark or an Icon. */
  mark?: ReactNode
  count?: number | string
  note?: ReactNode
  /** With both, the head folds its group. */
  folded?: boolean
  onFold?: () => void
  className?: string
}

/** The sticky head of a group of rows. */
export function GroupHead({ title, mark, count, note, folded, onFold, className = '' }: GroupHeadProps) {
  const words = (
    <>
      {mark}
      <span className="head">{title}</span>
      {count !== undefined && <span className="mono text-ink-2">{typeof count === 'number' ? count.toLocaleString('en') : count}</span>}
    </>
  )
  return (
    <div className={`group-head ${className}`}>
      <h2 className="contents">
        {onFold ? (
          <button type="button" aria-expanded={!folded} onClick={onFold} className="flex h-full items-center gap-2">
            <Icon name={folded ? 'right' : 'down'} />
            {words}
          </button>
        ) : (
          words
        )}
      </h2>
      {note && <span className="min-w-0 truncate text-ink-3">{note}</span>}
    </div>
  )
}

interface ToolsProps {
  title: ReactNode
  /** Where tabs or the bottom of the page do not say already which page it is. */
  namedOnPhone?: boolean
  children?: ReactNode
}

/** The tools above a page's content: title, views, then what acts on it. Scrolls sideways on phones. */
export function Tools({ title, namedOnPhone, children }: ToolsProps) {
  return (
    <div className="tools">
      <h1 className={`mr-2 text-lg whitespace-nowrap ${namedOnPhone ? '' : 'max-sm:sr-only'}`}>{title}</h1>
      {children}
    </div>
  )
}

export function Key({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <span className={`mono text-ink-2 ${className}`}>{children}</span>
}

export function Tag({ children }: { children: string }) {
  return (
    <span className="whitespace-nowrap text-ink-3 dense">
      <span aria-hidden className="opacity-70">
        #
      </span>
      {children}
    </span>
  )
}

/** A small cut plate around a word: a capability, a filter that is set. */
export function Chip({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={`inline-flex h-5 max-w-full items-center gap-1.25 rounded-1 border border-joint-2 px-1.5 whitespace-nowrap text-ink-2 dense ${className}`}
    >
      {children}
    </span>
  )
}
