import type { Api } from 'task-orchestrator/plugin'

/** The answer of a mutation: its success, or why it was refused. */
export type Answered<T> = ({ code?: undefined } & T) | { code: string; message: string; hint: string }

const mutation = (name: string, success: string) => `mutation CsvImport($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { __typename ${success} ... on Error { code message hint } }
}`
const CREATE = mutation('createPlan', '... on CreatePlanSuccess { created { ref task { id key } } }')
const PROJECT = `query CsvProject($project: ID!) { project(ref: $project) { members { actor { handle } } } }`
const TASK = `query CsvTask($task: ID!) { task(ref: $task) { ... on Task { id key deletedAt project { id } } } }`

export interface Created {
  created: { ref: string; task: { id: string; key: string } | null }[]
}

export const createPlan = (api: Api, input: Record<string, unknown>) => act<Created>(api, CREATE, 'createPlan', input)

/** Runs a mutation of which only the refusal is of interest. */
export const change = (
  api: Api,
  name: 'updateTask' | 'addDependency' | 'completeTask' | 'cancelTask' | 'reopenTask' | 'addContext' | 'assignTask',
  input: Record<string, unknown>,
) => act<object>(api, mutation(name, ''), name, input)

/** The handles of the members of a project. */
export async function membersOf(api: Api, project: string): Promise<Set<string>> {
  const answer = await api.graphql<{ project: { members: { actor: { handle: string } }[] } | null }>(PROJECT, { project })
  return new Set(answer.project?.members.map(({ actor }) => actor.handle))
}

/** A task of the project by its key or id; null when there is none. */
export async function findTask(api: Api, project: string, task: string): Promise<string | null> {
  const answer = await api.graphql<{ task: { id?: string; key: string; deletedAt: string | null; project: { id: string } } | null }>(TASK, {
    task,
  })
  const found = answer.task
  return found?.id && found.project.id === project && found.deletedAt === null ? found.id : null
}

async function act<T>(api: Api, document: string, name: string, input: Record<string, unknown>) {
  const data = await api.graphql<Record<string, Answered<T> | undefined>>(document, { input })
  const answer = data[name]
  if (answer === undefined) throw new Error(`${name} was not answered`)
  // Nothing of the file can help against these, whatever the row.
  if (answer.code === 'FORBIDDEN' || answer.code === 'PROJECT_ARCHIVED') throw new Error(`${answer.message} ${answer.hint}`)
  return answer
}
