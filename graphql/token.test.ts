import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { agent, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { act, ask } from './testing.ts'
import { openServer, post } from './testing-server.ts'

let server: Awaited<ReturnType<typeof openServer>>
beforeAll(async () => {
  await testDatabase()
  server = await openServer()
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

it('whoever made a token sees its first use at once, and which of two it was', async () => {
  const ann = await person()
  const bot = await agent(ann)
  const make = (name: string) => act(ann, 'createToken', { agent: bot.handle, name, scopes: ['READ'] }, 'secret token { id }')
  const [one, two] = [await make('one'), await make('two')]
  const used = async () => {
    const { actor } = await ask(ann, `{ actor(ref: "${bot.handle}") { lastSeenAt tokens { id lastUsedAt } } }`)
    const times = new Map(actor.tokens.map((token: { id: string; lastUsedAt: string | null }) => [token.id, token.lastUsedAt]))
    return [actor.lastSeenAt, times.get(one.token.id), times.get(two.token.id)]
  }
  expect(await used()).toEqual([null, null, null])
  await post(server.url, { documentId: 'me' }, { authorization: `Bearer ${two.secret}` })
  expect(await used()).toEqual([expect.any(String), null, expect.any(String)])
})

it('each asks how far it reaches: a token its scopes and the projects it is limited to, a browser everything', async () => {
  const ann = await person()
  const [web, other] = [await project(ann), await project(ann)]
  const bot = await agent(ann, { project: web })
  const access = async (input: object) => {
    const { secret } = await act(ann, 'createToken', { agent: bot.handle, name: 't', ...input }, 'secret')
    const query = '{ access { scopes projects { key } } }'
    const { data } = await post(server.url, { query }, { authorization: `Bearer ${secret}` })
    return data.access
  }
  expect(await access({ scopes: ['WORK', 'READ'] })).toEqual({ scopes: ['READ', 'WORK'], projects: null })
  expect(await access({ scopes: ['READ'], projects: [web.key] })).toEqual({ scopes: ['READ'], projects: [{ key: web.key }] })
  // Of what it is not a member of it learns nothing.
  expect(await access({ scopes: ['READ'], projects: [web.key, other.key] })).toEqual({ scopes: ['READ'], projects: [{ key: web.key }] })
  expect(await ask(ann, '{ access { scopes projects { key } } }')).toEqual({
    access: { scopes: ['READ', 'WORK', 'PLAN', 'MANAGE'], projects: null },
  })
})
