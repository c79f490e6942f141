import type { Api, ProjectRef } from 'task-orchestrator/plugin'
import { createHash } from 'node:crypto'
import type { Seen } from './link.ts'
import type { Issue } from './tracker.ts'

type Act = 'updateTask' | 'completeTask' | 'cancelTask' | 'reopenTask'
export interface Refused {
  code: string
  message: string
  hint: string
}
export interface Made {
  id: string
  key: string
}

const FIND = `query TasksOfIssue($project: ID!, $text: String!) {
  tasks(project: $project, first: 10, filter: { text: $text }) { nodes { id key description } }
}`
const TITLE = 500
const DESCRIPTION = 5000

/** An issue as the fields of a task. What is too long stays whole in the tracker, to which the last line leads. */
export function fieldsOf({ title, body, labels, url }: Issue) {
  const end = `${body ? '\n\n' : ''}${url}`
  return {
    title: cut(title.trim() || url, TITLE),
    description: `${cut(body, DESCRIPTION - [...end].length)}${end}`,
    tags: [...new Map(labels.map((label) => [label.toLowerCase(), cut(label.trim(), 50)])).values()].filter(Boolean).slice(0, 30),
    priority: priorityOf(labels),
  }
}

/** What an issue says, to be compared with what it says later. */
export function seenOf(issue: Issue): Seen {
  const { title, description, tags, priority } = fieldsOf(issue)
  return { title: hashOf(title), description: hashOf(description), tags, priority }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** The task that an earlier pull made before it was interrupted; null when there is none. */
export async function findTask(api: Api, project: ProjectRef, url: string): Promise<Made | null> {
  const { tasks } = await api.graphql<{ tasks: { nodes: (Made & { description: string })[] } }>(FIND, { project: project.id, text: url })
  return tasks.nodes.find(({ description }) => description.endsWith(url)) ?? null
}

export async function tagsOf(api: Api, task: string): Promise<string[]> {
  const document = `query TagsOf($task: ID!) { task(ref: $task) { ... on Task { tags } } }`
  return (await api.graphql<{ task: { tags?: string[] } | null }>(document, { task })).task?.tags ?? []
}

export async function act(api: Api, name: Act, input: Record<string, unknown>): Promise<Refused | { code: null; task: Made }> {
  const type = name.charAt(0).toUpperCase() + name.slice(1)
  const document = `mutation TrackerSync($input: ${type}Input!) {
    ${name}(input: $input) { __typename ... on ${type}Success { task { id key } } ... on Error { code message hint } }
  }`
  const data = await api.graphql<Record<string, Refused | { code?: undefined; task: Made }>>(document, { input })
  const answer = data[name]
  if (!answer) throw new Error(`${name} was not answered`)
  return answer.code === undefined ? { code: null, task: answer.task } : answer
}

const CREATE = `mutation TrackerSyncPlan($input: CreatePlanInput!) {
  createPlan(input: $input) {
    __typename
    ... on CreatePlanSuccess { created { task { id key } } }
    ... on Error { code message hint }
  }
}`

/** All of them or none, in their order. */
export async function createTasks(api: Api, input: Record<string, unknown>): Promise<Refused | { code: null; tasks: (Made | null)[] }> {
  const { createPlan } = await api.graphql<{ createPlan: Refused | { code?: undefined; created: { task: Made | null }[] } }>(CREATE, {
    input,
  })
  return createPlan.code === undefined ? { code: null, tasks: createPlan.created.map(({ task }) => task) } : createPlan
}

/** `priority: high`, `High` or `P1` say how much it matters. */
function priorityOf(labels: readonly string[]) {
  for (const label of labels) {
    const [, name = ''] = /^(?:priority\s*[:/-]\s*)?(critical|urgent|high|medium|low|p[0-3])$/i.exec(label.trim()) ?? []
    const found = PRIORITIES[name.toLowerCase()]
    if (found) return found
  }
  return 'MEDIUM'
}
const PRIORITIES: Record<string, string | undefined> = {
  critical: 'CRITICAL',
  urgent: 'CRITICAL',
  p0: 'CRITICAL',
  high: 'HIGH',
  p1: 'HIGH',
  medium: 'MEDIUM',
  p2: 'MEDIUM',
  low: 'LOW',
  p3: 'LOW',
}

function cut(text: string, limit: number) {
  const points = [...text]
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`
}
