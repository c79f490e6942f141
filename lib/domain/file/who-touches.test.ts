import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import type { ProjectRow } from '../task/types.ts'
import { addFileReference } from './add.ts'
import { whoTouches } from './who-touches.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})

async function touching(path: string, lineStart?: number, lineEnd?: number) {
  const { id } = await task(ann, web)
  await addFileReference(ann, { task: id, path, lineStart, lineEnd })
  return id
}

it('a file is touched by tasks in progress first, then other open ones, then finished ones, the newest first, in pages', async () => {
  const [done, open, held, newer, gone] = [
    await touching('a.ts'),
    await touching('a.ts', 1, 9),
    await touching('a.ts'),
    await touching('a.ts', 9),
    await touching('a.ts'),
  ]
  await touching('b.ts')
  await completeTask(ann, { task: done })
  await claimTask(await agent(ann, { project: web }), { task: held })
  await deleteTask(ann, { task: gone })
  const all = await whoTouches(ann, { project: web.key, path: './a.ts' })
  expect(all.rows.map((row) => row.taskId)).toEqual([held, newer, open, done])
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await whoTouches(ann, { project: web.key, path: 'a.ts', first: 1, after })
    seen.push(...page.rows.map((row) => row.taskId))
    if (!page.hasNextPage) break
    after = page.cursors[0]
  }
  expect(seen).toEqual([held, newer, open, done])
  const line = await whoTouches(ann, { project: web.key, path: 'a.ts', lineStart: 8 })
  expect(line.rows.map((row) => row.taskId)).toEqual([held, open, done])
})

it('folders count either way round', async () => {
  const [folder, file] = [await touching('src/'), await touching('src/deep/x.ts', 3)]
  expect((await whoTouches(ann, { project: web.id, path: 'src/deep/' })).rows.map((row) => row.taskId)).toEqual([file, folder])
  expect((await whoTouches(ann, { project: web.id, path: 'src/y.ts', lineStart: 1 })).rows.map((row) => row.taskId)).toEqual([folder])
})

it('a stranger sees nothing, and a bad path or cursor is refused', async () => {
  expect((await whoTouches(await person(), { project: web.key, path: 'src/' })).rows).toEqual([])
  await expect(whoTouches(ann, { project: web.key, path: '../x' })).rejects.toMatchObject({ issues: [{ field: 'path' }] })
  await expect(whoTouches(ann, { project: web.key, path: 'x', after: 'nonsense' })).rejects.toMatchObject({ issues: [{ field: 'after' }] })
})
