// A process that sends requests as it is told over its channel, and writes each acknowledgement to its log before it counts.
import { appendFileSync } from 'node:fs'
import { copies } from './copies.ts'
import { mix } from './mix.ts'
import type { Fact, Job, Report, Result } from './protocol.ts'
import { act, type Answer } from './request.ts'
import { again, storm } from './storm.ts'

const tell = (report: Report) => process.send?.(report)

/** Counts what comes back; what was acknowledged is in the log before anybody hears of it. */
export class Tally {
  readonly result: Result = { outcomes: {}, unanswered: 0 }

  constructor(private readonly log: string | null) {}

  /** Answers whether the act was acknowledged. */
  take(answer: Answer, facts: (success: NonNullable<Answer>) => Fact[] = () => []): boolean {
    if (answer === null) {
      this.result.unanswered++
      return false
    }
    const outcome = answer.code ?? answer.__typename
    this.result.outcomes[outcome] = (this.result.outcomes[outcome] ?? 0) + 1
    if (!answer.__typename.endsWith('Success')) return false
    if (this.log)
      appendFileSync(
        this.log,
        facts(answer)
          .map((fact) => `${JSON.stringify(fact)}\n`)
          .join(''),
      )
    tell({ kind: 'acknowledged' })
    return true
  }
}

async function run(job: Job): Promise<Result> {
  const tally = new Tally('log' in job ? job.log : null)
  if (job.kind === 'claim')
    await Promise.all(job.claims.map(async ({ url, token }) => tally.take(await act(url, token, 'claimTask', { task: job.task }))))
  else if (job.kind === 'mix') await Promise.all(job.writers.map((writer) => mix(writer, job, tally)))
  else if (job.kind === 'storm') await storm(job, tally)
  else if (job.kind === 'copies') await copies(job, tally)
  else await again(job, tally)
  return tally.result
}

process.on('message', (job: Job) => {
  run(job).then(
    (result) => tell({ kind: 'done', id: job.id, result }),
    (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })
