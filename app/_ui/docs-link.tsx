import type { ReactNode } from 'react'

interface Props {
  /** A file of docs/ that the server hands out, without its ending. */
  page: 'export' | 'hooks' | 'import' | 'operator-guide' | 'permissions' | 'plugins' | 'templates' | 'webhooks'
  children: ReactNode
}

/** To the papers of the product, beside the work. */
export function DocsLink({ page, children }: Props) {
  return (
    <a href={`/docs/${page}.md`} target="_blank" rel="noreferrer" className="underline underline-offset-2">
      {children}
    </a>
  )
}
