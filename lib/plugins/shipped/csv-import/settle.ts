import { change } from './api.ts'
import type { Run } from './create.ts'
import { digest, rowsOf, storedKey, type Following, type Known } from './known.ts'
import type { Row } from './rows.ts'

/** What follows once all tasks are there: text that did not fit becomes an update, and finished rows are finished, blockers first. */
export async function settleRow(row: Row, run: Run): Promise<void> {
  const key = storedKey(row.key)
  const known = run.known.get(key)
  if (!known || known.left.length === 0 || !run.goesOn()) return
  const left: Following[] = []
  for (const following of known.left) {
    const fault = following === 'overflow' ? await addOverflow(row, known, run) : await finish(row, known, run)
    if (fault === null) continue
    left.push(following)
    run.outcomes.remark(row, `${following}: ${fault}`)
  }
  await run.api.store.set(rowsOf(run.project.id), key, { ...known, left })
}

async function addOverflow({ overflow, hash }: Row, { task }: Known, { api }: Run): Promise<string | null> {
  if (overflow === null) return null
  const points = [...overflow]
  for (let at = 0; at < points.length; at += 20_000) {
    const body = points.slice(at, at + 20_000).join('')
    const answer = await change(api, 'addContext', { task, body, idempotencyKey: `csv ${digest(`${task} ${hash} ${at}`, 32)}` })
    if (answer.code !== undefined) return answer.message
  }
  return null
}

async function finish({ status }: Row, { task }: Known, { api }: Run): Promise<string | null> {
  const act = status === 'COMPLETED' ? 'completeTask' : status === 'CANCELLED' ? 'cancelTask' : 'reopenTask'
  const answer = await change(api, act, { task })
  // Whoever finished it here meanwhile has done what the file asks for.
  return answer.code === undefined || answer.code === 'INVALID_TRANSITION' ? null : answer.message
}
