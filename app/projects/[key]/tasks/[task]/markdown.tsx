import { memo } from 'react'
import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { Icon } from '#app/_ui/icon.tsx'

const REMARK = [remarkGfm]
const REHYPE = [rehypeSanitize]

/** Text that people and agents wrote. Raw HTML is dropped, links open without a way back to this page. */
export const Markdown = memo(function Markdown({ children }: { children: string }) {
  return (
    <div className="markdown prose">
      <ReactMarkdown remarkPlugins={REMARK} rehypePlugins={REHYPE} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  )
})

function Anchor({ href, children }: { href?: string; children?: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  )
}

/** A picture from elsewhere would tell its server who reads the task: it is a link instead. */
function Image({ src, alt }: { src?: string | Blob; alt?: string }) {
  return typeof src === 'string' ? <Anchor href={src}>{alt || src}</Anchor> : null
}

/** The page's own headings make its outline; a heading in a text is a strong line. */
function Heading({ children }: { children?: React.ReactNode }) {
  return (
    <p>
      <b>{children}</b>
    </p>
  )
}

/** A box in a list is part of the text: it shows a state and cannot be pressed. */
function Box({ checked }: { checked?: boolean }) {
  return <Icon name={checked ? 'check' : 'status-pending'} label={checked ? 'done' : 'to do'} className="mr-1.5" />
}

const COMPONENTS = { a: Anchor, img: Image, input: Box, h1: Heading, h2: Heading, h3: Heading, h4: Heading, h5: Heading, h6: Heading }
