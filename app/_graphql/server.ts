import { createRequest, formatDocument, stringifyDocument, type TypedDocumentNode } from '@urql/core'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import type { Handover } from './provider.tsx'

interface Answer {
  data?: unknown
  errors?: readonly { message: string; extensions?: { code?: string } }[]
}
type Execute = (document: string, variables: Record<string, unknown>, headers: Record<string, string>) => Promise<Answer>

/**
 * Runs a document inside the process for the first paint and gives its data and what <Hydrate> hands to the same document in
 * the browser. Without a session it goes to the sign-in page.
 */
export async function load<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) {
  await connection()
  const sent = Object.fromEntries(await headers())
  const { data, errors } = await execute()(stringifyDocument(formatDocument(document)), variables, sent)
  if (errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) redirect(signInFrom(sent['x-path']))
  const failed = errors?.[0]
  if (failed) throw new Error(failed.message)
  // Results of graphql-js have no prototype, and React refuses to hand those to the browser.
  const plain = JSON.parse(JSON.stringify(data)) as Data
  const { key } = createRequest(document, variables)
  const handover: Handover = { id: crypto.randomUUID(), key, query: stringifyDocument(document), variables, data: plain }
  return { data: plain, handover }
}

/** server.ts and the pages share a process but no modules; this property is all they have in common. */
function execute(): Execute {
  const shared = globalThis as { __taskOrchestratorExecute?: Execute }
  if (!shared.__taskOrchestratorExecute) throw new Error('Pages are served by server.ts: start it with `npm run dev` or `npm start`.')
  return shared.__taskOrchestratorExecute
}

function signInFrom(path: string | undefined) {
  return path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in'
}
