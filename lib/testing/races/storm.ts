import { randomUUID } from 'node:crypto'
import type { Tally } from './client.ts'
import type { Fact, Job } from './protocol.ts'
import { act, type Answer } from './request.ts'

interface Sent {
  name: string
  input: Record<string, unknown>
}

/** What got no answer when the server went away; `again` sends it to the next one, under the same keys. */
let unanswered: Sent[] = []

/** Works without a pause, several requests at a time, until the server answers no more. */
export async function storm(job: Extract<Job, { kind: 'storm' }>, tally: Tally): Promise<void> {
  await Promise.all(Array.from({ length: job.lanes }, () => lane(job, tally)))
}

/** Sends what got no answer once more. A server that kept it answers from memory, one that lost it acts now: never twice. */
export async function again(job: Extract<Job, { kind: 'again' }>, tally: Tally): Promise<void> {
  const repeated = unanswered
  unanswered = []
  for (const { name, input } of repeated) {
    const answer = await act(job.url, job.token, name, input)
    tally.take(answer, (success) => facts(name, input, success))
  }
}

/** Two tasks, the second waiting for the first; claims, reports and completes both; and so on. */
async function lane(job: Extract<Job, { kind: 'storm' }>, tally: Tally): Promise<void> {
  const send = async (name: string, input: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const keyed = { ...input, idempotencyKey: randomUUID() }
    const answer = await act(job.url, job.token, name, keyed)
    if (answer === null) unanswered.push({ name, input: keyed })
    if (!tally.take(answer, (success) => facts(name, keyed, success))) throw new Gone(answer)
    return answer ?? {}
  }
  const create = async (dependsOn: string[]) =>
    idOf((await send('createTask', { project: job.project, title: randomUUID(), dependsOn }))['task'])
  const finish = async (task: string) => {
    const fence = (await send('claimTask', { task }))['fence']
    await send('addContext', { task, body: randomUUID(), fence })
    await send('completeTask', { task, fence, summary: 'done' })
  }
  try {
    for (;;) {
      const first = await create([])
      const second = await create([first])
      await finish(first)
      await finish(second)
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error
    if (error.answer !== null) throw new Error(`a request was refused: ${JSON.stringify(error.answer)}`, { cause: error })
  }
}

class Gone extends Error {
  constructor(readonly answer: Answer) {
    super('no answer')
  }
}

const idOf = (value: unknown) => String((value as { id?: unknown } | null)?.id)

function facts(name: string, input: Record<string, unknown>, success: NonNullable<Answer>): Fact[] {
  const task = idOf(success['task'])
  if (name === 'createTask') return [{ fact: 'created', task, title: String(input['title']) }]
  if (name === 'claimTask') return [{ fact: 'claimed', task, fence: Number(success['fence']) }]
  if (name === 'addContext') return [{ fact: 'entry', entry: idOf(success['entry']), body: String(input['body']) }]
  const unblocked = (success['unblockedTasks'] as unknown[]).map(idOf)
  return [{ fact: 'completed', task, unblocked }]
}
