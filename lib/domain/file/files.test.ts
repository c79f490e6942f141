import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { events, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from '../task/types.ts'
import { addContext } from '../context/add.ts'
import { addFileReference } from './add.ts'
import { removeFileReference } from './remove.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})

describe('a file reference', () => {
  it('has a path, lines and a note, and an event when it comes and when it goes', async () => {
    const { id } = await task(ann, web)
    const { file } = await addFileReference(ann, { task: id, path: 'src/a b/ü.ts', lineStart: 3, lineEnd: 9, note: ' as given ' })
    expect(await db().fileReference.findUnique({ where: { id: file } })).toMatchObject({
      path: 'src/a b/ü.ts',
      lineStart: 3,
      lineEnd: 9,
      note: ' as given ',
    })
    const { file: line } = await addFileReference(ann, { task: id, path: 'x', lineStart: 5 })
    expect(await db().fileReference.findUnique({ where: { id: line } })).toMatchObject({ lineStart: 5, lineEnd: 5 })
    await removeFileReference(ann, { file, idempotencyKey: 'remove-it' })
    expect(await removeFileReference(ann, { file, idempotencyKey: 'remove-it' })).toMatchObject({ task: id, replayed: true })
    await expect(removeFileReference(ann, { file })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'file reference' })
    expect((await events({ taskId: id })).map(({ action, subjectId }) => [action, subjectId]).slice(1)).toEqual([
      ['FILE_ADDED', file],
      ['FILE_ADDED', line],
      ['FILE_REMOVED', file],
    ])
  })

  it('stays inside the repository: no absolute, parent, drive or UNC path, no NUL', async () => {
    const { id } = await task(ann, web)
    const bad = [
      '',
      ' a',
      'a ',
      '/etc/passwd',
      '\\\\server\\share',
      '//server/share',
      'C:/x',
      'c:x',
      'a\\b',
      '..',
      '../a',
      'a/../b',
      'a/..',
      'a\0b',
    ]
    for (const path of bad)
      await expect(addFileReference(ann, { task: id, path }), path).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ field: 'path' }],
      })
    for (const path of ['a', '.a/..b', 'a/...', 'a..b/c', './a']) await addFileReference(ann, { task: id, path })
  })

  it('has lines from 1, the last not before the first', async () => {
    const { id } = await task(ann, web)
    for (const lines of [{ lineStart: 0 }, { lineStart: 1.5 }, { lineStart: 5, lineEnd: 4 }, { lineEnd: 4 }])
      await expect(addFileReference(ann, { task: id, path: 'a', ...lines })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await addFileReference(ann, { task: id, path: 'a', lineStart: 4, lineEnd: 4 })
  })

  it('of strangers is not found', async () => {
    const { file } = await addFileReference(ann, { task: (await task(ann, web)).id, path: 'a' })
    await expect(removeFileReference(await person(), { file })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a context entry', () => {
  it('is written on a task or on a project, one of them, as it is given', async () => {
    const { id } = await task(ann, web)
    const onTask = await addContext(ann, { task: id, body: '  **as is**\n' })
    const onProject = await addContext(ann, { project: web.key, body: 'b' })
    expect(await db().contextEntry.findUnique({ where: { id: onTask.entry } })).toMatchObject({
      taskId: id,
      projectId: web.id,
      kind: 'UPDATE',
      body: '  **as is**\n',
      authorId: ann.actorId,
    })
    expect(await db().contextEntry.findUnique({ where: { id: onProject.entry } })).toMatchObject({ taskId: null, projectId: web.id })
    for (const place of [{}, { task: id, project: web.id }])
      await expect(addContext(ann, { ...place, body: 'b' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'task' }] })
  })

  it('leaves the task’s version as it is', async () => {
    const { id } = await task(ann, web)
    await addContext(ann, { task: id, body: 'b' })
    expect((await events({ taskId: id })).at(-1)).toMatchObject({ action: 'CONTEXT_ADDED', data: { kind: 'UPDATE', version: 1 } })
    expect(await db().task.findUnique({ where: { id } })).toMatchObject({ version: 1 })
  })
})
