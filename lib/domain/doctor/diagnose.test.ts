import { beforeAll, expect, test } from 'vitest'
import { db, dialect, transaction } from '#lib/db.ts'
import { addDependency } from '#lib/domain/dependency/add.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { updateTask } from '#lib/domain/task/update.ts'
import { newId } from '#lib/id.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { diagnose } from './diagnose.ts'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  database = await testDatabase()
  await dropGuards()
})

test('a graph that the domain made has no fault', async () => {
  await scene()
  expect(await diagnose()).toEqual([])
})

type Scene = Awaited<ReturnType<typeof scene>>
const sql = (statement: string) => () => run(statement)

const PLANTED: [check: string, plant: (scene: Scene) => Promise<void>][] = [
  ['openBlockers', ({ last }) => run(`UPDATE "Task" SET "openBlockers" = 7 WHERE "id" = '${last.id}'`)],
  ['isBlocked', ({ first }) => run(`UPDATE "Task" SET "isBlocked" = true, "status" = 'BLOCKED' WHERE "id" = '${first.id}'`)],
  ['status', ({ last }) => run(`UPDATE "Task" SET "status" = 'PENDING' WHERE "id" = '${last.id}'`)],
  ['openDependents', ({ first }) => run(`UPDATE "Task" SET "openDependents" = 0 WHERE "id" = '${first.id}'`)],
  ['effectivePriority', ({ first }) => run(`UPDATE "Task" SET "effectivePriority" = 1 WHERE "id" = '${first.id}'`)],
  ['project.pending', sql(`UPDATE "Project" SET "pending" = "pending" + 1`)],
  ['project.blocked', sql(`UPDATE "Project" SET "blocked" = "blocked" + 1`)],
  ['project.inProgress', sql(`UPDATE "Project" SET "inProgress" = "inProgress" + 1`)],
  ['project.completed', sql(`UPDATE "Project" SET "completed" = 1`)],
  ['project.cancelled', sql(`UPDATE "Project" SET "cancelled" = 1`)],
  ['project.lastNumber', sql(`UPDATE "Project" SET "lastNumber" = 0`)],
  ['task.key', ({ first }) => run(`UPDATE "Task" SET "key" = 'NO-1' WHERE "id" = '${first.id}'`)],
  ['event.seq', ({ at }) => run(`UPDATE "Project" SET "seq" = "seq" + 1 WHERE "id" = '${at.id}'`)],
  ['event.seq', ({ at }) => run(`DELETE FROM "Event" WHERE "stream" = '${at.key}' AND "seq" = 2`)],
  ['event.seq', sql(`DELETE FROM "Event" WHERE "stream" = 'workspace' AND "seq" = 1`)],
  ['notification.seq', ({ owner }) => run(`UPDATE "Actor" SET "notificationSeq" = 3 WHERE "id" = '${owner.actorId}'`)],
  ['claim.several', ({ claim }) => copyClaim(claim)],
  ['claim.status', ({ held }) => run(`UPDATE "Task" SET "status" = 'PENDING' WHERE "id" = '${held.id}'`)],
  ['claim.fence', ({ held }) => run(`UPDATE "Task" SET "fence" = 0 WHERE "id" = '${held.id}'`)],
  ['claim.holder', ({ held }) => run(`UPDATE "Task" SET "assigneeId" = NULL WHERE "id" = '${held.id}'`)],
  [
    'task.assignee',
    ({ helper }) =>
      transaction([], (tx) => tx.actor.update({ where: { id: helper.actorId }, data: { retiredAt: new Date() } })).then(() => {}),
  ],
  ['cycle.BLOCKS', ({ at, first, last }) => plantEdge(at.id, first.id, last.id, 'BLOCKS')],
  [
    'cycle.PARENT',
    ({ at, first, middle }) => plantEdge(at.id, middle.id, first.id, 'PARENT').then(() => plantEdge(at.id, first.id, middle.id, 'PARENT')),
  ],
  ['dependency.project', ({ at, first, elsewhere }) => plantEdge(at.id, first.id, elsewhere.id, 'RELATED')],
  [
    'dependency.parents',
    ({ at, first, middle, last }) =>
      plantEdge(at.id, last.id, first.id, 'PARENT').then(() => plantEdge(at.id, last.id, middle.id, 'PARENT')),
  ],
]

test.each(PLANTED)('a fault of %s is reported', async (check, plant) => {
  await database.reset()
  await plant(await scene())
  expect((await diagnose()).map((fault) => fault.check)).toContain(check)
})

test('a full text table that lost a row is reported', async () => {
  if (dialect() === 'postgres') return expect(await diagnose()).toBeDefined()
  await database.reset()
  await scene()
  await run(`INSERT INTO task_fts (task_fts) VALUES ('delete-all')`)
  expect((await diagnose()).map((fault) => fault.check)).toContain('search')
})

/** first ← middle ← last over BLOCKS, last being CRITICAL; and a task that an agent holds. */
async function scene() {
  const owner = await person({ isAdmin: true })
  const at = await project(owner)
  const first = await task(owner, at)
  const middle = await task(owner, at, { dependsOn: [first.id] })
  const last = await task(owner, at)
  await addDependency(owner, { task: last.id, dependsOn: middle.id })
  await updateTask(owner, { task: last.id, priority: 3 })
  const helper = await agent(owner, { project: at })
  const held = await task(owner, at)
  const { claim } = await claimTask(helper, { task: held.id })
  const elsewhere = await task(owner, await project(owner))
  return { owner, at, first, middle, last, helper, held, claim, elsewhere }
}

const run = (statement: string) => transaction([], async (tx) => void (await tx.$executeRawUnsafe(statement)))

const plantEdge = (projectId: string, taskId: string, dependsOnId: string, kind: 'BLOCKS' | 'PARENT' | 'RELATED') =>
  transaction(
    [],
    async (tx) =>
      void (await tx.dependency.create({ data: { id: newId('dep'), projectId, taskId, dependsOnId, kind, createdAt: new Date() } })),
  )

const copyClaim = (id: string) =>
  transaction([], async (tx) => {
    const row = await tx.claim.findUniqueOrThrow({ where: { id } })
    await tx.claim.create({ data: { ...row, id: newId('clm'), fence: row.fence + 1 } })
  })

/** The database itself refuses most of these faults; here its guards are taken away to see whether the doctor would notice. */
async function dropGuards() {
  const guards =
    dialect() === 'sqlite'
      ? `SELECT 'DROP ' || type || ' "' || name || '"' AS drop FROM sqlite_master WHERE name LIKE 'limit_%' OR (type = 'index' AND sql LIKE '%WHERE%')`
      : `SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT "' || conname || '"' AS drop FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
         UNION ALL SELECT 'DROP INDEX "' || indexname || '"' FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% UNIQUE %WHERE%'`
  const rows = await db().$queryRawUnsafe<{ drop: string }[]>(guards.replaceAll('AS drop', 'AS "drop"'))
  for (const row of rows) await run(row.drop)
}
