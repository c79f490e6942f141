import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { cancelTask } from '../task/cancel.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import type { ProjectRow } from '../task/types.ts'
import { addFileReference } from './add.ts'
import { overlapsOf } from './overlaps.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})

/** A reference written as `path`, `path:line` or `path:first-last`. */
async function touching(...refs: string[]) {
  const { id } = await task(ann, web, { title: refs.join(' ') })
  for (const ref of refs) {
    const [path = '', lines] = ref.split(':')
    const [lineStart, lineEnd] = lines?.split('-').map(Number) ?? []
    await addFileReference(ann, { task: id, path, lineStart, lineEnd })
  }
  return id
}

const shown = async (...ids: string[]) =>
  (await overlapsOf(db(), web.id, ids)).map(({ file, other, lines, task: { title } }) => ({
    of: file.path,
    with: title,
    at: other.path,
    lines: lines ? `${lines.start}-${lines.end}` : null,
  }))

describe('two tasks overlap', () => {
  it('on a file when neither names lines, or one does, or they share a line', async () => {
    web = await project(ann)
    const whole = await touching('a.ts')
    const middle = await touching('a.ts:10-20')
    const edge = await touching('a.ts:20')
    await touching('a.ts:21-30')
    await touching('A.ts', 'a.tsx', 'b/a.ts')
    expect((await shown(whole)).map((overlap) => overlap.with)).toEqual(['a.ts:10-20', 'a.ts:20', 'a.ts:21-30'])
    expect(await shown(middle)).toEqual([
      { of: 'a.ts', with: 'a.ts', at: 'a.ts', lines: '10-20' },
      { of: 'a.ts', with: 'a.ts:20', at: 'a.ts', lines: '20-20' },
    ])
    expect((await shown(edge)).map((overlap) => overlap.with)).toEqual(['a.ts', 'a.ts:10-20'])
  })

  it('under a folder, either way round, whatever its name', async () => {
    web = await project(ann)
    const folder = await touching('src/a_b%/')
    const inside = await touching('src/a_b%/deep/x.ts:3-4')
    const outside = await touching('src/')
    await touching('src/a_b%.ts', 'src/axb%/deep/x.ts', 'src/a_b%', 'lib/src/a_b%/x.ts')
    const file = 'src/a_b%/deep/x.ts'
    expect(await shown(folder)).toEqual([
      { of: 'src/a_b%/', with: `${file}:3-4`, at: file, lines: '3-4' },
      { of: 'src/a_b%/', with: 'src/', at: 'src/', lines: null },
    ])
    expect((await shown(inside)).map((overlap) => overlap.with)).toEqual(['src/a_b%/', 'src/'])
    expect((await shown(outside)).map((overlap) => overlap.at)).toEqual([
      'src/a_b%/',
      file,
      ...['src/a_b%', 'src/a_b%.ts', 'src/axb%/deep/x.ts'],
    ])
  })

  it('in one spelling of the path: "./a//b.ts" is "a/b.ts"', async () => {
    web = await project(ann)
    const [one] = [await touching('./a//b.ts'), await touching('a/./b.ts')]
    expect(await shown(one)).toEqual([{ of: 'a/b.ts', with: 'a/./b.ts', at: 'a/b.ts', lines: null }])
    for (const path of ['.', './', './/.'])
      await expect(addFileReference(ann, { task: one, path })).rejects.toMatchObject({
        issues: [{ message: 'must name a file or a folder' }],
      })
    await expect(addFileReference(ann, { task: one, path: 'a/', lineStart: 1 })).rejects.toMatchObject({ issues: [{ field: 'lineStart' }] })
  })

  it('only while the other is open, not deleted and in the same project; those in progress come first, with their holder', async () => {
    web = await project(ann)
    const [done, cancelled, gone, open, held] = [
      await touching('a'),
      await touching('a'),
      await touching('a'),
      await touching('a'),
      await touching('a'),
    ]
    const mine = await touching('a', 'b')
    await completeTask(ann, { task: done })
    await cancelTask(ann, { task: cancelled })
    await deleteTask(ann, { task: gone })
    const bot = await agent(ann, { project: web })
    await claimTask(bot, { task: held })
    const home = web
    web = await project(ann)
    await touching('a')
    web = home
    const found = await overlapsOf(db(), web.id, [mine])
    expect(found.map(({ task: { id, holderId, status } }) => ({ id, holderId, status }))).toEqual([
      { id: held, holderId: bot.actorId, status: 'IN_PROGRESS' },
      { id: open, holderId: null, status: 'PENDING' },
    ])
  })

  it('each with the others, for many tasks at once', async () => {
    web = await project(ann)
    const ids = [await touching('a'), await touching('a'), await touching('b')]
    const found = await overlapsOf(db(), web.id, ids)
    expect(found.map(({ file, other }) => [file.taskId, other.taskId]).sort()).toEqual([ids.slice(0, 2), ids.slice(0, 2).reverse()].sort())
    expect(await overlapsOf(db(), web.id, [])).toEqual([])
  })
})
