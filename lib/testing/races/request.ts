import { setTimeout } from 'node:timers/promises'

/** What came back: the member of the union, or the code of an error. null: no answer came at all. */
export type Answer = ({ __typename: string; code?: string; replayed?: boolean } & Record<string, unknown>) | null

const SHOWN: Record<string, string> = {
  createTask: 'task { id }',
  createPlan: 'taskCount',
  updateTask: 'task { id version }',
  updateTasks: 'results { task { id version } error { code } }',
  claimTask: 'task { id } fence',
  completeTask: 'task { id } unblockedTasks { id }',
  addContext: 'entry { id }',
  addDependency: 'dependency { id }',
}

/** How long a machine that is busy with other things may make a request wait in line. */
const PATIENCE_MS = 120_000
const RETRY_AFTER_MS = 500

/** One mutation over HTTP, as any agent sends it: when the line for a project was too long and nothing was changed, once more. */
export async function act(url: string, token: string, name: string, input: Record<string, unknown>): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS
  let answer = await send(url, token, name, input)
  while (answer?.code === 'UNAVAILABLE' && Date.now() < end) {
    await setTimeout(RETRY_AFTER_MS)
    answer = await send(url, token, name, input)
  }
  return answer
}

async function send(url: string, token: string, name: string, input: Record<string, unknown>): Promise<Answer> {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const query = `mutation ($input: ${title}Input!) {
    ${name}(input: $input) { __typename ... on ${title}Success { replayed ${SHOWN[name] ?? 'task { id }'} } ... on Error { code message } }
  }`
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { data, errors } = (await response.json()) as {
      data?: Record<string, Answer>
      errors?: { message: string; extensions?: { code?: string } }[]
    }
    if (errors?.length) return { __typename: 'errors', code: errors[0]?.extensions?.code ?? 'UNKNOWN', message: errors[0]?.message }
    return data?.[name] ?? { __typename: 'nothing' }
  } catch {
    return null
  }
}
