import type { Page } from '@playwright/test'

/** One mutation as the person who is signed in on the page, or with a token; the member of its union that came. */
export async function act(page: Page, name: string, input: Record<string, unknown>, select: string, token?: string) {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const success = `... on ${title}Success { ${select} } ... on Error { code message }`
  const data = await ask(page, `mutation ($input: ${title}Input!) { ${name}(input: $input) { __typename ${success} } }`, { input }, token)
  return data[name] ?? {}
}

/** One document; what came as `data`. */
export async function ask(page: Page, query: string, variables: Record<string, unknown> = {}, token?: string) {
  return page.evaluate(
    async ({ query, variables, token }) => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
      const { data, errors } = (await response.json()) as { data?: Record<string, Record<string, unknown>>; errors?: { message: string }[] }
      if (!data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no answer')
      return data
    },
    { query, variables, token },
  )
}
