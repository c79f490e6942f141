'use client'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { IconName } from './glyphs.ts'
import { Icon } from './icon.tsx'

export type ButtonVariant = 'plain' | 'primary' | 'bare' | 'stop' | 'fascia'

const SHAPE =
  'inline-flex h-(--ctl) items-center justify-center gap-1.5 rounded-1 border px-2.5 font-[540] whitespace-nowrap no-underline ' +
  'transition-colors duration-(--t-switch) disabled:opacity-50 data-[pending]:opacity-60'

const VARIANT: Record<ButtonVariant, string> = {
  plain: 'border-control bg-plate hover:bg-plate-2 aria-pressed:bg-select',
  primary: 'border-ink bg-ink text-ink-rev hover:border-ink-2 hover:bg-ink-2',
  bare: 'border-transparent bg-transparent px-2 hover:bg-plate-2 aria-pressed:bg-select',
  stop: 'border-control bg-plate text-stop-ink hover:bg-plate-2',
  fascia: 'border-fascia-line bg-transparent text-fascia-ink hover:bg-fascia-2',
}

export function buttonClass(variant: ButtonVariant = 'plain', extra = '') {
  return `${SHAPE} ${VARIANT[variant]} ${extra}`
}

interface Look {
  variant?: ButtonVariant
  icon?: IconName
  /** A key that does the same, shown beside the word. */
  shortcut?: string
  className?: string
  children?: ReactNode
}

type ButtonProps = Look & Omit<ComponentProps<typeof AriaButton>, keyof Look | 'style'>

/** A press is `onPress`; `isPending` keeps focus and says so; `type="submit"` in forms. */
export function Button({ variant, icon, shortcut, className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass(variant, className)}>
      {icon && <Icon name={icon} />}
      {children}
      {shortcut && <kbd aria-hidden>{shortcut}</kbd>}
    </AriaButton>
  )
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> & { icon: IconName; label: string }

export function IconButton({ icon, label, variant = 'bare', className = '', ...props }: IconButtonProps) {
  return (
    <AriaButton {...props} aria-label={label} className={buttonClass(variant, `w-(--ctl) px-0 ${className}`)}>
      <Icon name={icon} />
    </AriaButton>
  )
}

type LinkButtonProps = Look & Omit<ComponentProps<typeof Link>, keyof Look>

export function LinkButton({ variant, icon, shortcut, className, children, ...props }: LinkButtonProps) {
  return (
    <Link {...props} className={buttonClass(variant, className)}>
      {icon && <Icon name={icon} />}
      {children}
      {shortcut && <kbd aria-hidden>{shortcut}</kbd>}
    </Link>
  )
}
