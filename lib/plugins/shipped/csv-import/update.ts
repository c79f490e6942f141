import { change } from './api.ts'
import type { Run } from './create.ts'
import { fieldsOf, knownOf, rowsOf, storedKey, type Known, type Link } from './known.ts'
import type { Linked } from './order.ts'

/** Changes the task of a row in what the file says otherwise than last time, and makes the links that could not be made then. */
export async function updateRow(one: Linked, known: Known, run: Run): Promise<void> {
  const { row } = one
  const { outcomes } = run
  const fields = fieldsOf(row)
  const changed = Object.keys(fields).filter((name) => fields[name] !== known.fields[name])
  const isSame = known.hash === row.hash
  const links = one.links.filter(({ link }) => !isSame || known.missing.some((other) => other.to === link.to && other.kind === link.kind))
  if (isSame && links.length === 0) return outcomes.add(row, 'unchanged', known.taskKey)
  if (!run.goesOn()) return outcomes.add(row, 'left', known.taskKey)
  if (run.isDryRun)
    return outcomes.add(row, 'updated', known.taskKey, changed.length ? [`changes ${changed.join(', ')}`] : ['changes links'])
  const fault = await write(row.task, row.assignee, changed, known, run)
  if (fault) return outcomes.add(row, 'refused', known.taskKey, [fault])
  const remarks: string[] = []
  const missing: Link[] = one.missing.map(({ link }) => link)
  for (const { link, target } of links) {
    const other = 'task' in target ? target.task : run.tasks.get(target.row.key)?.id
    const answer = other && (await change(run.api, 'addDependency', { task: known.task, dependsOn: other, kind: link.kind }))
    if (answer && answer.code === undefined) continue
    remarks.push(
      `${link.kind === 'BLOCKS' ? 'depends on' : 'parent'} "${link.to}": ${answer ? answer.message : 'that row was not created'}`,
    )
    missing.push(link)
  }
  const next = knownOf(row, missing)
  const left = [...new Set([...known.left, ...(['status', 'overflow'] as const).filter((name) => changed.includes(name))])]
  const value: Known = { ...next, task: known.task, taskKey: known.taskKey, left }
  await run.api.store.set(rowsOf(run.project.id), storedKey(row.key), value)
  run.known.set(storedKey(row.key), value)
  outcomes.add(row, 'updated', known.taskKey, remarks)
}

async function write(
  task: Linked['row']['task'],
  assignee: string | null,
  changed: readonly string[],
  known: Known,
  { api }: Run,
): Promise<string | null> {
  const { criteria, ...plain } = task
  const fields = Object.fromEntries(Object.entries(plain).filter(([name]) => changed.includes(name)))
  const input = { ...fields, ...(changed.includes('criteria') && { criteria: criteria.map((text) => ({ text })) }) }
  if (Object.keys(input).length > 0) {
    const answer = await change(api, 'updateTask', { task: known.task, ...input })
    if (answer.code !== undefined) return answer.message
  }
  if (!changed.includes('assignee')) return null
  const answer = await change(api, 'assignTask', { task: known.task, assignee })
  return answer.code === undefined ? null : answer.message
}
