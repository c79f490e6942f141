'use client'
import type { ComponentProps } from 'react'
import { Tab as AriaTab, TabList as AriaTabList, TabPanel, Tabs } from 'react-aria-components/Tabs'

export { TabPanel, Tabs }

/** Tabs inside a page. Between pages use links with aria-current, as the fascia does. */
export function TabList<T extends object>(props: Omit<ComponentProps<typeof AriaTabList<T>>, 'className' | 'style'>) {
  return <AriaTabList {...props} className="flex gap-0.5 overflow-x-auto border-b border-joint-2" />
}

export function Tab(props: Omit<ComponentProps<typeof AriaTab>, 'className' | 'style'>) {
  return (
    <AriaTab
      {...props}
      className="flex h-(--ctl) items-center gap-1.5 px-3 whitespace-nowrap text-ink-2 hover:bg-plate-2 data-selected:bg-plate data-selected:font-[620] data-selected:text-ink data-selected:shadow-[inset_0_-3px_0_var(--ink)]"
    />
  )
}
