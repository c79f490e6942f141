'use client'
import type { ComponentProps } from 'react'
import { Popover as AriaPopover } from 'react-aria-components/Popover'

export const FLOAT = 'rounded-2 border border-joint-2 bg-plate text-ink shadow-float outline-none'
export const OPTION =
  'flex min-h-(--ctl) items-center gap-2 px-2.5 py-1 outline-none data-focused:bg-select data-disabled:text-ink-3 ' +
  'data-focused:shadow-[inset_3px_0_0_var(--ink)] data-selected:font-[620]'

export function Popover({
  className = '',
  ...props
}: Omit<ComponentProps<typeof AriaPopover>, 'className' | 'style'> & { className?: string }) {
  return <AriaPopover offset={4} {...props} className={`${FLOAT} max-h-[min(60vh,26rem)] min-w-44 overflow-auto py-1 ${className}`} />
}
