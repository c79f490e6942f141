// A process that claims a task and writes on it as its holder until it is refused, and then tries once more in every way there is.
import { act, type Answer } from './request.ts'

export interface Hold {
  url: string
  token: string
  task: string
}
export type HolderReport =
  | { kind: 'ready' }
  | { kind: 'wrote'; fence: number; count: number }
  /** What became of each way to write after the first refusal. */
  | { kind: 'refused'; answers: Record<string, string> }
  | { kind: 'failed'; message: string }

const LAST_WRITES: Record<string, Record<string, unknown>> = {
  heartbeat: { leaseSeconds: 3600 },
  addContext: { body: 'late' },
  failTask: { reason: 'late' },
  releaseTask: { note: 'late' },
  completeTask: { summary: 'late' },
}

const tell = (report: HolderReport) => process.send?.(report)
const outcomeOf = (answer: Answer) => (answer === null ? 'nothing' : (answer.code ?? answer.__typename))

async function hold({ url, token, task }: Hold) {
  const claim = await act(url, token, 'claimTask', { task, leaseSeconds: 30 })
  const fence = claim?.fence
  if (typeof fence !== 'number') throw new Error(`The claim was answered with ${outcomeOf(claim)}.`)
  for (let count = 0; ;) {
    const [name, more] = count % 2 ? (['heartbeat', {}] as const) : (['addContext', { body: `${count}` }] as const)
    const outcome = outcomeOf(await act(url, token, name, { task, fence, ...more }))
    if (outcome === 'STALE_CLAIM') break
    // A server closes connections that are silent for long, as those of a stopped process are.
    if (outcome === 'nothing') continue
    if (!outcome.endsWith('Success')) throw new Error(`${name} was answered with ${outcome}.`)
    tell({ kind: 'wrote', fence, count: ++count })
  }
  const answers: Record<string, string> = {}
  for (const [name, more] of Object.entries(LAST_WRITES)) answers[name] = outcomeOf(await act(url, token, name, { task, fence, ...more }))
  tell({ kind: 'refused', answers })
}

process.on('message', (job: Hold) => {
  hold(job).catch((error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }))
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })
