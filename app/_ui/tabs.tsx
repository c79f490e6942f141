import Link from 'next/link'

interface Props<Id extends string> {
  label: string
  tabs: readonly { id: Id; word: string; count?: number }[]
  current: Id
  /** Where each stands; the first one is the page's own address. */
  href: (id: Id) => string
}

/** Parts of one page, each with an address of its own. Scrolls sideways on phones. */
export function Tabs<Id extends string>({ label, tabs, current, href }: Props<Id>) {
  return (
    <nav aria-label={label} className="views">
      {tabs.map(({ id, word, count }) => (
        <Link key={id} href={href(id)} aria-current={id === current ? 'page' : undefined}>
          {word}
          {count !== undefined && <span className="mono text-ink-2">{count.toLocaleString('en')}</span>}
        </Link>
      ))}
    </nav>
  )
}
