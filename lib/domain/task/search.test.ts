import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addContext } from '../context/add.ts'
import { deleteTask } from './delete.ts'
import { search } from './search.ts'
import { updateTask } from './update.ts'
import type { ProjectRow } from './types.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { key: 'WEB' })
})

const found = async (by: Caller, text: string, of?: string) =>
  (await search(by, { text, project: of })).map((hit) => `${hit.in} ${hit.task.title}`)

it('finds words in titles before descriptions before comments, the last one unfinished', async () => {
  await task(ann, web, { title: 'Deploy', description: 'Needs the pipeline to be green' })
  await task(ann, web, { title: 'Pipeline for nightly builds' })
  const third = await task(ann, web, { title: 'Third' })
  await addContext(ann, { task: third.id, body: 'I looked at the\n pipeline again' })
  expect(await found(ann, 'pipeline')).toEqual(['TITLE Pipeline for nightly builds', 'DESCRIPTION Deploy', 'CONTEXT Third'])
  expect(await found(ann, 'PIPEL')).toHaveLength(3)
  expect(await found(ann, 'nightly pipe')).toEqual(['TITLE Pipeline for nightly builds'])
  expect(await found(ann, 'pipe nightly')).toEqual([])
  expect((await search(ann, { text: 'looked pipeline' }))[0]?.snippet).toBe('I looked at the pipeline again')
})

it('finds a key and the beginning of an id first', async () => {
  const row = await task(ann, web, { title: 'By name' })
  expect(await found(ann, row.key.toLowerCase())).toEqual(['KEY By name'])
  expect((await found(ann, row.id))[0]).toBe('KEY By name')
  expect((await found(ann, row.id.slice(0, 6)))[0]).toBe('KEY By name')
})

it('takes whatever a user types as words, never as query syntax', async () => {
  await task(ann, web, { title: 'Fix "quoted" (brackets) AND stars' })
  for (const text of [
    '"quoted',
    'quoted" OR "x',
    '(brackets',
    'NEAR(',
    'title:',
    '*',
    '-',
    '"',
    "'",
    "it's",
    '! & |',
    ':*',
    '\\',
    '^x',
    ' ',
    'a:b',
    '{x} + y',
  ])
    expect(Array.isArray(await search(ann, { text }))).toBe(true)
  expect(await found(ann, '"quoted" (brackets')).toEqual(['TITLE Fix "quoted" (brackets) AND stars'])
  expect(await found(ann, 'AND')).toEqual(['TITLE Fix "quoted" (brackets) AND stars'])
  expect(await found(ann, 'quoted OR nothing')).toEqual([])
})

it('follows changes, and forgets what was deleted', async () => {
  const row = await task(ann, web, { title: 'Zebra crossing' })
  await updateTask(ann, { task: row.id, title: 'Giraffe crossing' })
  expect(await found(ann, 'zebra')).toEqual([])
  expect(await found(ann, 'giraffe')).toHaveLength(1)
  await deleteTask(ann, { task: row.id })
  expect(await found(ann, 'giraffe')).toEqual([])
})

it('shows nothing of other projects, and never a private note, not even to its author', async () => {
  const stranger = await person()
  const own = await project(stranger, { key: 'OWN' })
  const row = await task(ann, web, { title: 'Xylophone' })
  await addContext(ann, { task: row.id, body: 'marimba' })
  await transaction([web.id], (tx) =>
    tx.contextEntry.create({
      data: {
        id: newId('ctx'),
        projectId: web.id,
        taskId: row.id,
        authorId: ann.actorId,
        kind: 'NOTE',
        body: 'glockenspiel',
        createdAt: new Date(),
      },
    }),
  )
  await task(stranger, own, { title: 'Xylophone too' })
  expect(await found(stranger, 'xylophone')).toEqual(['TITLE Xylophone too'])
  expect(await found(stranger, 'marimba')).toEqual([])
  expect(await found(stranger, row.key)).toEqual([])
  expect(await found(ann, 'marimba')).toEqual(['CONTEXT Xylophone'])
  for (const text of ['glockenspiel', 'glocken']) expect(await found(ann, text)).toEqual([])
  expect(await found(ann, 'xylophone', 'OWN')).toEqual([])
  expect(await found(await person({ isAdmin: true }), 'xylophone')).toHaveLength(2)
})

it('cuts a snippet around the first word', async () => {
  const row = await task(ann, web, {
    title: 'Long',
    description: `${'many words before it '.repeat(20)}the needle ${'and after '.repeat(40)}`,
  })
  const hit = (await search(ann, { text: 'needle' })).find((one) => one.task.id === row.id)
  expect(hit?.snippet).toMatch(/^….*needle.*…$/)
  expect(hit?.snippet.length).toBeLessThan(190)
})
