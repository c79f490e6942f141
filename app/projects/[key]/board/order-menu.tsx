'use client'
import type { RefObject } from 'react'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { ORDERS, type Order } from '../tasks/search-params.ts'
import { ORDER_WORD } from '../tasks/words.ts'

interface OrderMenuProps {
  anchor: RefObject<HTMLElement | null>
  value: Order
  onChange: (order: Order) => void
  onClose: () => void
}

export function OrderMenu({ anchor, value, onChange, onClose }: OrderMenuProps) {
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom end" aria-label="Sort by">
      <MenuList aria-label="Sort by" selectionMode="single" selectedKeys={[value]} onClose={onClose} autoFocus="first">
        {ORDERS.map((order) => (
          <MenuItem key={order} id={order} textValue={ORDER_WORD[order]} onAction={() => onChange(order)}>
            {ORDER_WORD[order]}
          </MenuItem>
        ))}
      </MenuList>
    </Popover>
  )
}
