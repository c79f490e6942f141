'use client'
import Link from 'next/link'
import { useEffect, useRef } from 'react'

interface Props<Id extends string> {
  label: string
  tabs: readonly { id: Id; word: string; count?: number }[]
  current: Id
  /** Where each stands; the first one is the page's own address. */
  href: (id: Id) => string
}

/** Parts of one page, each with an address of its own. Scrolls sideways on phones, to where the current one is seen whole. */
export function Tabs<Id extends string>({ label, tabs, current, href }: Props<Id>) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const tab = nav.current?.querySelector<HTMLElement>('[aria-current]')
    const strip = tab?.closest('.tools')
    if (tab && strip) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2
  }, [current])
  return (
    <nav ref={nav} aria-label={label} className="views">
      {tabs.map(({ id, word, count }) => (
        <Link key={id} href={href(id)} aria-current={id === current ? 'page' : undefined}>
          {word}
          {count !== undefined && <span className="mono text-ink-2">{count.toLocaleString('en')}</span>}
        </Link>
      ))}
    </nav>
  )
}
