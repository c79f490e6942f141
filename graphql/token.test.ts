import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { agent, person } from '#lib/testing/builders.ts'
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
