import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'
import { textKey } from './text-key.ts'

const html = (text: string) => renderToStaticMarkup(<Markdown>{text}</Markdown>)

describe('text that people and agents wrote', () => {
  it('shows emphasis, code, lists and tables', () => {
    const out = html('**bold** `code`\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |')
    for (const part of ['<strong>bold</strong>', '<code>code</code>', '<li>one</li>', '<td>1</td>']) expect(out).toContain(part)
  })

  it('never runs what it says', () => {
    const out = html(
      '<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1)) ![y](javascript:alert(1)) <b onclick="x()">b</b>',
    )
    expect(out).not.toMatch(/<script|onerror=|href="javascript|onclick=|<img/i)
  })

  it('opens links elsewhere without a way back, and loads no picture from elsewhere', () => {
    expect(html('[a](https://example.org)')).toContain('rel="noreferrer noopener nofollow"')
    expect(html('![a picture](https://example.org/x.png)')).toMatch(/<a href="https:\/\/example.org\/x.png"[^>]*>a picture<\/a>/)
  })

  it('keeps its headings out of the outline of the page', () => {
    expect(html('# One\n\n## Two')).not.toMatch(/<h[1-6]/)
  })

  it('says the state of a box in a list', () => {
    expect(html('- [x] a\n- [ ] b')).toMatch(/aria-label="done"[^]*aria-label="to do"/)
  })
})

it('tells texts apart that differ in one letter', () => {
  expect(textKey('abc')).toBe(textKey('abc'))
  expect(textKey('abc')).not.toBe(textKey('abd'))
})
