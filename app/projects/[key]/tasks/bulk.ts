import type { AnyRefusal } from '#app/_graphql/acts.ts'
import type { TaskRow } from '#app/_tasks/task.ts'

export interface Refused {
  task: TaskRow
  reason: string
}

/** What became of one act on many. */
export interface Outcome {
  /** As they were before. */
  done: TaskRow[]
  refused: Refused[]
}

interface Result {
  ref: string
  task: TaskRow | null
  error: { message: string } | null
}

/** As many as the API takes in one write. */
const AT_ONCE = 500

/** One act on many, as the API takes it. */
export type Send = (some: readonly TaskRow[]) => Promise<{ results: Result[] } | AnyRefusal | null>

export interface Part {
  tasks: readonly TaskRow[]
  send: Send
  /** What each shows until it is answered. */
  shown?: (task: TaskRow) => Partial<TaskRow>
  atOnce?: number
}

/** In one write for every 500, or as many as are said, each done or refused by itself. */
export async function inBulk({ tasks, send, atOnce = AT_ONCE }: Part, onProgress: (count: number) => void): Promise<Outcome> {
  const outcome: Outcome = { done: [], refused: [] }
  for (let from = 0; from < tasks.length; from += atOnce) {
    const some = tasks.slice(from, from + atOnce)
    const answer = await send(some)
    const refusal = answer === null ? 'The server could not be reached.' : 'message' in answer ? answer.message : null
    const errors = new Map(answer && 'results' in answer ? answer.results.map(({ ref, error }) => [ref, error?.message ?? null]) : [])
    for (const task of some) {
      const reason = refusal ?? errors.get(task.id) ?? null
      if (reason === null) outcome.done.push(task)
      else outcome.refused.push({ task, reason })
    }
    onProgress(outcome.done.length + outcome.refused.length)
  }
  return outcome
}

/** "47 tasks completed, 3 refused". */
export function outcomeWords({ done, refused }: Outcome, what: string) {
  const count = (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'task' : 'tasks'}`
  if (!refused.length) return `${count(done.length)} ${what}`
  return done.length ? `${count(done.length)} ${what}, ${refused.length.toLocaleString('en')} refused` : `${count(refused.length)} refused`
}
