import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { useKeys } from '#lib/cipher.ts'
import { db } from '#lib/db.ts'
import { addDependency } from '#lib/domain/dependency/add.ts'
import { checkKeys } from '#lib/domain/encryption/check.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask } from './testing.ts'

// Every path of the API on which the text of an entry leaves the server, with a key that seals it.
let ada: Caller
let bot: Caller
let web: ProjectRow
let one: string
let next: string
beforeAll(async () => {
  await testDatabase()
  useKeys({ ENCRYPTION_KEY: Buffer.alloc(32, 'a').toString('base64') })
  await checkKeys('server')
  ada = await person({ isAdmin: true })
  web = await project(ada)
  bot = await agent(ada, { project: web })
  one = (await task(ada, web, { assignee: ada.handle })).id
  next = (await task(ada, web)).id
  await addDependency(ada, { task: next, dependsOn: one })
})
afterAll(() => useKeys({}))

it('answers what was written, though the database holds none of it', async () => {
  const write = (kind: string, more = {}) =>
    act(
      bot,
      'addContext',
      { task: one, kind, body: `Planted ${kind} for @${ada.handle}`, ...more },
      'entry { id body mentions { handle } }',
    )
  const update = await write('UPDATE', { idempotencyKey: 'once' })
  expect(update.entry).toMatchObject({ body: `Planted UPDATE for @${ada.handle}`, mentions: [{ handle: ada.handle }] })
  expect((await write('UPDATE', { idempotencyKey: 'once' })).entry).toEqual(update.entry)
  await write('DISCOVERY')
  await write('NOTE')
  const onProject = await act(bot, 'addContext', { project: web.id, body: 'Planted on the project' }, 'entry { id body }')
  const seen = await ask(
    bot,
    `query ($one: ID!, $next: ID!, $project: ID!, $id: ID!) {
      task(ref: $one) { ... on Task { context { nodes { body } } } }
      project(ref: $project) { context { nodes { body } } }
      node(id: $id) { ... on ContextEntry { body } }
      own: workPackage(task: $one) { notes { body } context { body } }
      after: workPackage(task: $next) { discoveries { body } }
      search(text: "Planted") { snippet }
      searchesContext
    }`,
    { one, next, project: web.id, id: onProject.entry.id },
  )
  const text = JSON.stringify(seen)
  for (const kind of ['UPDATE', 'DISCOVERY', 'NOTE']) expect(text).toContain(`Planted ${kind}`)
  expect(seen.project.context.nodes).toEqual([{ body: 'Planted on the project' }])
  expect(seen.node).toEqual({ body: 'Planted on the project' })
  expect(seen.after.discoveries).toHaveLength(1)
  expect([seen.search, seen.searchesContext]).toEqual([[], false])
  const inbox = await ask(ada, '{ inbox(first: 10) { nodes { entry { body } } } installation { encryptionKey } }')
  expect(JSON.stringify(inbox)).toContain('Planted UPDATE')
  expect(inbox.installation.encryptionKey).toMatch(/^[0-9a-f]{8}$/)
  for (const row of await db().contextEntry.findMany()) expect(row.body).not.toContain('Planted')
})
