import { randomUUID } from 'node:crypto'
import { setTimeout as passed } from 'node:timers/promises'
import { act } from './request.ts'

const BATCH = 10

interface Writers {
  url: () => string
  tokens: string[]
  project: string
  /** Who is told: each batch has a task for each of them in turn. */
  assignees: string[]
  description?: string
}

/** Writes events until there are as many as wanted, over restarts of the server: what gets no answer is sent again under its key. */
export class Load {
  written = 0
  #waiting: { count: number; resolve: () => void }[] = []

  constructor(private readonly writers: Writers) {}

  async write(events: number): Promise<void> {
    const goal = this.written + events
    let asked = this.written
    const lane = async (token: string) => {
      while (asked < goal) {
        asked += BATCH
        await this.#batch(token)
      }
    }
    await Promise.all(this.writers.tokens.map(lane))
  }

  /** Resolves when so many are written. */
  async reached(count: number): Promise<void> {
    if (this.written < count) await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }))
  }

  async #batch(token: string) {
    const { url, project, assignees, description } = this.writers
    const tasks = Array.from({ length: BATCH }, (_, i) => ({ title: `Task ${i}`, description, assignee: assignees[i % assignees.length] }))
    const input = { project, tasks, idempotencyKey: randomUUID() }
    for (;;) {
      const answer = await act(url(), token, 'createPlan', input)
      if (answer?.__typename === 'CreatePlanSuccess') break
      if (answer !== null && answer.code !== 'UNAVAILABLE') throw new Error(`a write was refused: ${JSON.stringify(answer)}`)
      await passed(20)
    }
    this.written += BATCH
    for (const each of this.#waiting) if (this.written >= each.count) each.resolve()
  }
}
