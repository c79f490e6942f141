import { taskEvent } from '#lib/domain/task/act.ts'
import { blockersOf, dependentsOf } from '#lib/domain/graph/neighbours.ts'
import { settle } from '#lib/domain/graph/settle.ts'
import type { Write } from '#lib/write.ts'

/** Tasks whose derived columns may have changed by what a write did. */
export class Touched {
  readonly #gated = new Set<string>()
  readonly #ranked = new Set<string>()
  readonly #moved = new Set<string>()

  /** An edge of BLOCKS came or went. */
  edge({ taskId, dependsOnId }: { taskId: string; dependsOnId: string }) {
    this.#gated.add(taskId)
    this.#ranked.add(dependsOnId)
  }

  /** A task's own status, priority, hold or deletion changed. */
  task(id: string) {
    this.#moved.add(id)
  }

  /** Recomputes them together. Tasks that turn by it say so in an event; nobody is notified of an import. */
  async settle(w: Write, projectId: string) {
    const moved = [...this.#moved]
    const gated = new Set([...this.#gated, ...moved, ...(await dependentsOf(w, moved))])
    const ranked = new Set([...this.#ranked, ...moved, ...(await blockersOf(w, [...moved, ...this.#gated]))])
    for (const turn of await settle(w, projectId, { gated, ranked })) {
      const changes = turn.from === turn.to ? [] : [{ field: 'status', old: turn.from, new: turn.to }]
      taskEvent(
        w,
        turn.isBlocked ? 'TASK_BLOCKED' : 'TASK_UNBLOCKED',
        { id: turn.id, key: turn.key, projectId, version: turn.version },
        { changes, data: { by: 'import' } },
      )
    }
  }
}
