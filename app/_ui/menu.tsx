'use client'
import { useEffect, useState, type ComponentProps, type ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Separator } from 'react-aria-components/Separator'
import { Icon } from './icon.tsx'
import type { IconName } from './glyphs.ts'
import { OPTION, Popover } from './popover.tsx'

export { MenuSection } from 'react-aria-components/Menu'

interface MenuProps<T extends object> extends Omit<ComponentProps<typeof AriaMenu<T>>, 'className' | 'style'> {
  /** The button that opens it. */
  trigger: ReactNode
  placement?: ComponentProps<typeof Popover>['placement']
  /** Opens as soon as it is there. Its trigger wants `autoFocus`, so that the focus has somewhere to go back to. */
  opensAtOnce?: boolean
}

/** A menu under its button. Items are MenuItem; choices use `selectionMode`, `selectedKeys`, `onSelectionChange`. */
export function Menu<T extends object>({ trigger, placement = 'bottom start', opensAtOnce = false, ...props }: MenuProps<T>) {
  const [isOpen, setOpen] = useState(false)
  // After the trigger has taken the focus: what has it when the menu opens gets it back.
  useEffect(() => {
    if (!opensAtOnce) return
    const frame = requestAnimationFrame(() => setOpen(true))
    return () => cancelAnimationFrame(frame)
  }, [opensAtOnce])
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {trigger}
      <Popover placement={placement}>
        <MenuList {...props} />
      </Popover>
    </MenuTrigger>
  )
}

export function MenuList<T extends object>(props: Omit<ComponentProps<typeof AriaMenu<T>>, 'className' | 'style'>) {
  return <AriaMenu {...props} className="outline-none" />
}

interface MenuItemProps extends Omit<ComponentProps<typeof AriaMenuItem>, 'className' | 'style' | 'children'> {
  icon?: IconName
  shortcut?: string
  stop?: boolean
  children: ReactNode
}

export function MenuItem({ icon, shortcut, stop, children, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={typeof children === 'string' ? children : undefined}
      {...props}
      className={`${OPTION} no-underline ${stop ? 'text-stop-ink' : ''}`}
    >
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode !== 'none' && <Icon name="check" className={isSelected ? '' : 'invisible'} />}
          {icon && <Icon name={icon} />}
          <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
          {shortcut && <kbd aria-hidden>{shortcut}</kbd>}
        </>
      )}
    </AriaMenuItem>
  )
}

export function MenuLine() {
  return <Separator className="my-1 border-t border-joint" />
}
