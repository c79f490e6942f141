import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { caller, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { projectAccess, requireScope, roleIn, rolesIn, visibleProjectIds } from './access.ts'
import { openTaskCounts } from './actor/queries.ts'
import { claimsByIds, currentClaimsOf } from './claim/queries.ts'
import { addContext } from './context/add.ts'
import { contextByIds, listContext } from './context/queries.ts'
import { addDependency } from './dependency/add.ts'
import { dependenciesByIds, dependenciesOf } from './dependency/queries.ts'
import { addFileReference } from './file/add.ts'
import { filesByIds } from './file/queries.ts'
import { findProject, listProjects, projectsByIds, projectTagsOf } from './project/queries.ts'
import { removeMember } from './project/remove-member.ts'
import { setMember } from './project/set-member.ts'
import { claimTask } from './task/claim.ts'
import { deleteTask } from './task/delete.ts'
import { tasksByIds } from './task/queries.ts'
import type { ProjectRow } from './task/types.ts'

let ann: Caller
let admin: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  admin = await person({ isAdmin: true })
  web = await project(ann, { key: 'WEB' })
})

it('a role is that of the member, OWNER for admins, none for strangers and outside the projects of a token', async () => {
  const bob = await member(ann, web, 'VIEWER')
  const stranger = await person()
  const other = await project(stranger)
  expect(await roleIn(ann, web.id)).toBe('OWNER')
  expect(await roleIn(bob, web.id)).toBe('VIEWER')
  expect(await roleIn(stranger, web.id)).toBeNull()
  expect(await roleIn(admin, web.id)).toBe('OWNER')
  expect(await roleIn(caller(bob, { projectIds: [other.id] }), web.id)).toBeNull()
  expect(await roleIn({ ...admin, projectIds: [other.id] }, web.id)).toBeNull()
  expect([...(await rolesIn(bob, [web.id, other.id]))]).toEqual([
    [web.id, 'VIEWER'],
    [other.id, null],
  ])
  expect(await visibleProjectIds({ ...admin, projectIds: [other.id] })).toEqual([other.id])
  expect(await visibleProjectIds(admin)).toBeNull()
})

it('a change of members is seen at once, cached or not', async () => {
  const bob = await person()
  expect(await roleIn(bob, web.id)).toBeNull()
  await setMember(ann, { project: web.id, actor: bob.actorId, role: 'MEMBER' })
  expect(await roleIn(bob, web.id)).toBe('MEMBER')
  await removeMember(ann, { project: web.id, actor: bob.actorId })
  expect(await roleIn(bob, web.id)).toBeNull()
  await transaction([web.id], async (tx) => {
    await expect(projectAccess(bob, web, tx)).rejects.toThrow('There is no project "WEB"')
    expect(await projectAccess(ann, web.id, tx)).toEqual({ role: 'OWNER' })
  })
})

it('a missing scope is named', () => {
  expect(() => requireScope(caller(ann, { scopes: ['READ'] }), 'WORK')).toThrow('the token scope WORK')
  expect(() => requireScope(ann, 'WORK')).not.toThrow()
})

it('a stranger reads nothing of a project by any id', async () => {
  const stranger = await person()
  const [one, two] = [await task(ann, web, { assignee: ann.actorId, tags: ['Red', 'blue'] }), await task(ann, web, { tags: ['RED'] })]
  const { dependency } = await addDependency(ann, { task: two.id, dependsOn: one.id })
  const { entry } = await addContext(ann, { task: one.id, body: 'hello' })
  const { file } = await addFileReference(ann, { task: one.id, path: 'a.ts' })
  const { claim } = await claimTask(ann, { task: one.id })
  const reads = async (by: Caller) => [
    (await tasksByIds(by, [one.id, two.id])).size,
    (await projectsByIds(by, [web.id])).size,
    (await listProjects(by)).length,
    (await findProject(by, 'web')) === null ? 0 : 1,
    (await dependenciesByIds(by, [dependency])).size,
    (await contextByIds(by, [entry])).size,
    (await listContext(by, { on: { task: one.id } })).rows.length,
    (await filesByIds(by, [file])).size,
    (await claimsByIds(by, [claim])).size,
    (await currentClaimsOf(by, [ann.actorId])).size,
    (await openTaskCounts(by, [ann.actorId])).size,
  ]
  expect(await reads(stranger)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(await reads(ann)).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  expect(await reads(caller(ann, { projectIds: [] }))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect((await projectTagsOf([web.id])).get(web.id)).toEqual(['blue', 'Red'])
})

it('a private note is read by its author alone, not even by admins and owners', async () => {
  const bob = await member(ann, web)
  const row = await task(ann, web)
  const id = newId('ctx')
  const data = { id, projectId: web.id, taskId: row.id, authorId: bob.actorId, kind: 'NOTE' as const, body: 'mine', createdAt: new Date() }
  await transaction([web.id], (tx) => tx.contextEntry.create({ data }))
  const bodies = async (by: Caller) =>
    [...(await listContext(by, { on: { task: row.id } })).rows, ...(await contextByIds(by, [id])).values()].map((entry) => entry.body)
  expect(await bodies(bob)).toEqual(['mine', 'mine'])
  expect(await bodies(ann)).toEqual([])
  expect(await bodies(admin)).toEqual([])
})

it('entries of one moment are paged without loss', async () => {
  const row = await task(ann, web)
  const at = new Date()
  const data = Array.from({ length: 7 }, (_, i) => ({
    id: newId('ctx'),
    projectId: web.id,
    taskId: row.id,
    authorId: ann.actorId,
    kind: 'UPDATE' as const,
    body: `${i}`,
    createdAt: at,
  }))
  await transaction([web.id], (tx) => tx.contextEntry.createMany({ data }))
  const bodies: string[] = []
  for (let after: string | undefined; ;) {
    const page = await listContext(ann, { on: { task: row.id }, first: 2, after })
    bodies.push(...page.rows.map((entry) => entry.body))
    if (!page.hasNextPage) break
    after = page.cursors.at(-1)
  }
  expect(bodies.sort()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
})

it('the edges of a task stand where they belong, and those of deleted tasks nowhere', async () => {
  const [a, b, c, d, e] = [await task(ann, web), await task(ann, web), await task(ann, web), await task(ann, web), await task(ann, web)]
  await addDependency(ann, { task: b.id, dependsOn: a.id })
  await addDependency(ann, { task: c.id, dependsOn: b.id })
  await addDependency(ann, { task: b.id, dependsOn: d.id, kind: 'PARENT' })
  await addDependency(ann, { task: e.id, dependsOn: b.id, kind: 'RELATED' })
  const shown = async () => {
    const edges = (await dependenciesOf([b.id, d.id])).get(b.id)
    return (
      edges && [
        edges.blockers.map((x) => x.dependsOnId),
        edges.dependents.map((x) => x.taskId),
        edges.parent?.dependsOnId,
        edges.links.map((x) => x.taskId),
      ]
    )
  }
  expect(await shown()).toEqual([[a.id], [c.id], d.id, [e.id]])
  expect((await dependenciesOf([d.id])).get(d.id)?.children.map((x) => x.taskId)).toEqual([b.id])
  await deleteTask(ann, { task: c.id })
  await deleteTask(ann, { task: e.id })
  expect(await shown()).toEqual([[a.id], [], d.id, []])
  expect(await db().dependency.count({ where: { taskId: c.id } })).toBe(1)
})
