import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { send } from '#lib/testing/site.ts'
import { published } from './published.ts'
import { openServer } from './testing-server.ts'

let server: Awaited<ReturnType<typeof openServer>>
let origin = ''
beforeAll(async () => {
  await testDatabase()
  server = await openServer()
  origin = `http://127.0.0.1:${server.port}`
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

const read = async (path: string) => {
  const { status, headers, body } = await send(server.port, path)
  expect(status).toBe(200)
  return { type: headers['content-type'], body }
}

it.each([
  ['/agents.md', 'text/markdown; charset=utf-8'],
  ['/llms.txt', 'text/plain; charset=utf-8'],
])('%s is open to anybody, under 8,000 bytes, with our own address', async (path, type) => {
  const page = await read(path)
  expect(page.type).toBe(type)
  expect(Buffer.byteLength(page.body)).toBeLessThan(8_000)
  expect(page.body).toContain(`${origin}/graphql`)
  expect(page.body).not.toMatch(/undefined|\[object|: \n/)
})

it('/llms.txt is a title, a summary and links, none of which is dead', async () => {
  const { body } = await read('/llms.txt')
  expect(body).toMatch(/^# Task Orchestrator\n\n> .+\n/)
  const links = [...body.matchAll(/^- \[[^\]]+\]\((\S+)\): \S/gm)].map(([, link = '']) => link)
  expect(links.length).toBe(body.match(/^- /gm)?.length)
  for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200])
})

it('/agents.md names every document, and no address that is dead', async () => {
  const { body } = await read('/agents.md')
  for (const name of published.keys()) expect(body).toMatch(new RegExp(`\\*\\*${name}\\*\\*|\`${name}\``))
  for (const [link] of body.matchAll(/https?:\/\/[^\s)`]+\.graphql/g)) {
    const address = link.replace('NAME', 'claim-task')
    expect([address, (await fetch(address)).status]).toEqual([address, 200])
  }
})

it('the schema and the documents are there as they are', async () => {
  expect(buildSchema((await read('/schema.graphql')).body).getMutationType()).toBeDefined()
  for (const [name, { text }] of published) expect((await read(`/operations/${name}.graphql`)).body).toBe(text)
})

it('every page of the docs that a screen leads to is there', async () => {
  const pages = [...readFileSync('app/_ui/docs-link.tsx', 'utf8').matchAll(/'([a-z-]+)'/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'react')
  expect(pages).toContain('import')
  for (const name of pages) {
    const { type, body } = await read(`/docs/${name}.md`)
    expect([type, body]).toEqual(['text/markdown; charset=utf-8', readFileSync(`docs/${name}.md`, 'utf8')])
  }
})

it('nothing of it can be written to', async () => {
  expect((await send(server.port, '/agents.md', { method: 'POST', body: '' })).status).toBe(405)
  expect((await send(server.port, '/agents.md', { method: 'HEAD' })).body).toBe('')
})
