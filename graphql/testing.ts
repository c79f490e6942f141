import type { Caller } from '#lib/auth/caller.ts'
import { createApi } from './yoga.ts'

/** The API as tests use it: no limit of requests in a second. */
export const api = createApi({ ratePerSecond: 1_000_000 })

export interface Answer {
  // Tests look at what they have asked for, whose shape the schema gives.
  // eslint-disable-next-line typescript/no-explicit-any
  data?: any
  errors?: readonly { message: string; path?: readonly (string | number)[]; extensions: Record<string, unknown> }[]
}

/** Runs a document as a caller and answers as a client would see it. */
export async function send(caller: Caller, document: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  return JSON.parse(JSON.stringify(await api.run(document, variables, caller))) as Answer
}

/** The same, when nothing may go wrong. */
export async function ask(caller: Caller, document: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await send(caller, document, variables)
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

/** One mutation: the member of its union that came, with its type's name. */
export async function act(caller: Caller, name: string, input: Record<string, unknown>, success: string, refusal = '') {
  return (await ask(caller, documentOf(name, success, refusal), { input }))[name]
}

export function documentOf(name: string, success: string, refusal = '') {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  return `mutation ($input: ${title}Input!) {
    ${name}(input: $input) { __typename ... on ${title}Success { ${success} replayed } ... on Error { code message hint retryable } ${refusal} }
  }`
}
