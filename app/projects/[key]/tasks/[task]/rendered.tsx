'use client'
import dynamic from 'next/dynamic'
import { createContext, use, type ReactNode } from 'react'
import { textKey } from './text-key.ts'

const RenderedTexts = createContext<ReadonlyMap<string, ReactNode>>(new Map())

/** Gives the parts below the texts that the server has already set, by their keys. */
export function WithRendered({ texts, children }: { texts: [string, ReactNode][]; children: ReactNode }) {
  return <RenderedTexts value={new Map(texts)}>{children}</RenderedTexts>
}

// The renderer is the largest script of the page, so it is loaded only for a text that was written since.
export const LateMarkdown = dynamic(() => import('./markdown.tsx').then((file) => file.Markdown), { ssr: false })

/** A text in Markdown: as the server set it, else set here. */
export function Rendered({ text }: { text: string }) {
  return use(RenderedTexts).get(textKey(text)) ?? <LateMarkdown>{text}</LateMarkdown>
}
