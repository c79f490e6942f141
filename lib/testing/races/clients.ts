import { type ChildProcess, spawn } from 'node:child_process'
import { bundled } from '../bundle.ts'
import type { Job, Report, Result } from './protocol.ts'

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never

/** Client processes of our own, each doing one job at a time. */
export class Clients {
  #acknowledged = 0
  #jobs = 0
  #listeners = new Set<() => void>()

  private constructor(private readonly children: ChildProcess[]) {}

  static async start(count: number): Promise<Clients> {
    const children = Array.from({ length: count }, () =>
      spawn(process.execPath, [bundled('lib/testing/races/client.ts')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    )
    const clients = new Clients(children)
    await Promise.all(children.map((child) => clients.#hear(child, 'ready')))
    for (const child of children) child.on('message', (report: Report) => report.kind === 'acknowledged' && clients.#count())
    return clients
  }

  /** Gives each process its job and answers when all are done. */
  run(jobs: Unnumbered<Job>[]): Promise<Result[]> {
    this.#acknowledged = 0
    return Promise.all(
      jobs.map(async (job, i) => {
        const child = this.children[i]
        if (!child) throw new Error('There are more jobs than clients.')
        const done = this.#hear(child, 'done')
        child.send({ ...job, id: ++this.#jobs } satisfies Job)
        return done.then((report) => report.result)
      }),
    )
  }

  /** Resolves when so many requests of the running jobs were acknowledged. */
  async acknowledged(count: number): Promise<void> {
    if (this.#acknowledged >= count) return
    await new Promise<void>((resolve) => {
      const look = () => {
        if (this.#acknowledged < count) return
        this.#listeners.delete(look)
        resolve()
      }
      this.#listeners.add(look)
    })
  }

  stop(): void {
    for (const child of this.children) child.kill('SIGKILL')
  }

  #count() {
    this.#acknowledged++
    for (const listener of [...this.#listeners]) listener()
  }

  #hear<K extends 'ready' | 'done'>(child: ChildProcess, kind: K): Promise<Extract<Report, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const hear = (report: Report) => {
        if (report.kind === 'failed') reject(new Error(report.message))
        if (report.kind === kind) resolve(report as Extract<Report, { kind: K }>)
        if (report.kind === kind || report.kind === 'failed') child.off('message', hear).off('exit', ended)
      }
      const ended = (code: number | null) => reject(new Error(`A client ended with ${code}.`))
      child.on('message', hear).once('exit', ended)
    })
  }
}

/** How often each outcome came, over all clients. */
export function sum(results: Result[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const { outcomes } of results) for (const [name, count] of Object.entries(outcomes)) total[name] = (total[name] ?? 0) + count
  return total
}
