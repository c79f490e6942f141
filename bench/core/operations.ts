import { randomUUID } from 'node:crypto'
import type { Caller } from '#lib/auth/caller.ts'
import type { Scene } from './seed.ts'

export interface Request {
  document: string
  variables: Record<string, unknown>
  caller: Caller
  token: string
}

export interface Operation {
  name: string
  clients: 'one' | 'many'
  requests: Request[]
}

const refusal = '... on Error { code message }'
const CREATE = `mutation ($input: CreateTaskInput!) { createTask(input: $input) { __typename ... on CreateTaskSuccess { task { id key status version } } ${refusal} } }`
const CLAIM = `mutation ($input: ClaimTaskInput!) { claimTask(input: $input) { __typename ... on ClaimTaskSuccess { task { id status } fence expiresAt } ${refusal} } }`
const COMPLETE = `mutation ($input: CompleteTaskInput!) { completeTask(input: $input) { __typename ... on CompleteTaskSuccess { task { id status } unblockedTasks { id key status } } ${refusal} } }`
const PAGE = `query ($project: ID!, $filter: TaskFilter, $orderBy: TaskOrder!, $after: String) {
  tasks(project: $project, filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
    nodes { id key title status priority isBlocked openBlockers tags deadline updatedAt assignee { id handle name } }
    pageInfo { hasNextPage endCursor }
  }
}`

/** What is measured, in order: each as one client's requests, and then as those of many at once. */
export function operations(scene: Scene, counts: { one: number; many: number }): Operation[] {
  const free = [...scene.free]
  const blockers = [...scene.blockers]
  const kinds: [name: string, document: string, input: (i: number) => Record<string, unknown>][] = [
    [
      'create',
      CREATE,
      (i) => ({
        input: { project: scene.project, title: `New task ${i}`, description: 'd'.repeat(200), tags: [`Tag-${i % 20}`], ...keyed() },
      }),
    ],
    ['claim', CLAIM, () => ({ input: { task: free.pop(), ...keyed() } })],
    ['complete, unblocking one', COMPLETE, () => ({ input: { task: blockers.pop(), summary: 'Done.', ...keyed() } })],
    ['ready list', PAGE, () => ({ project: scene.project, filter: { ready: true }, orderBy: 'READY' })],
    ['list, first page', PAGE, () => ({ project: scene.project, orderBy: 'OLDEST' })],
    ['list, last page', PAGE, () => ({ project: scene.project, orderBy: 'OLDEST', after: scene.lastPage })],
  ]
  return kinds.flatMap(([name, document, variables]) =>
    (['one', 'many'] as const).map((clients) => ({
      name,
      clients,
      // Each agent may send so many requests a second: they take turns, so that the limit is not what is measured.
      requests: Array.from({ length: counts[clients] }, (_, i) => ({ document, variables: variables(i), ...agentOf(scene, i) })),
    })),
  )
}

function agentOf({ agents }: Scene, i: number) {
  const agent = agents[i % agents.length]
  if (!agent) throw new Error('The scene has no agents.')
  return agent
}

const keyed = () => ({ idempotencyKey: randomUUID() })
