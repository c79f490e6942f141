import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { connect, db, disconnect } from '#lib/db.ts'
import { freshDatabase } from '#lib/testing/database.ts'
import { bundleServer, startServer } from '#lib/testing/server-process.ts'
import { cookieOf, send } from '#lib/testing/site.ts'

const server = await bundleServer()
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-stop-'))
afterAll(() => {
  rmSync(server, { force: true })
  rmSync(folder, { recursive: true, force: true })
})

const first = { name: 'Ada', handle: 'ada', email: 'ada@example.org', password: 'correct horse' }
const CREATE = `mutation ($key: String!) { createProject(input: { key: $key, name: "A project" }) { __typename } }`

it('stops on SIGTERM within 10 s under load: sockets end with 1001, nothing acknowledged is lost', async () => {
  const DATABASE_URL = await freshDatabase()
  const { child, ready, ended } = startServer(server, { DATA_DIR: folder, DATABASE_URL })
  const origin = await ready
  const port = Number(new URL(origin).port)
  const cookie = cookieOf(await send(port, '/api/setup', { json: first }))

  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { cookie, origin } })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('open', () => socket.send('{"type":"connection_init"}'))
  await new Promise((resolve) => socket.on('message', resolve))

  const acknowledged: string[] = []
  let number = 0
  let toldAt = Infinity
  const client = async () => {
    for (;;) {
      const key = `P${(number++).toString(36).toUpperCase()}`
      const answer = await send(port, '/graphql', { headers: { cookie, origin }, json: { query: CREATE, variables: { key } } }).catch(
        () => null,
      )
      if (answer?.status !== 200) return
      if (answer.body.includes('CreateProjectSuccess')) acknowledged.push(key)
      if (acknowledged.length === 40) {
        child.kill('SIGTERM')
        toldAt = performance.now()
      }
    }
  }
  const clients = Promise.all(Array.from({ length: 8 }, client))
  const { code, errors } = await ended
  expect(performance.now() - toldAt).toBeLessThan(10_000)
  await clients
  expect([code, errors, await closed]).toEqual([0, '', 1001])
  expect(acknowledged.length).toBeGreaterThanOrEqual(40)

  await connect(DATABASE_URL)
  const kept = new Set((await db().project.findMany({ select: { key: true } })).map(({ key }) => key))
  await disconnect()
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([])
}, 120_000)

it('beyond loopback the set-up needs the one-time code that the start prints, and says how to be reached', async () => {
  const { child, ready, ended } = startServer(server, {
    DATA_DIR: folder,
    DATABASE_URL: await freshDatabase(),
    HOST: '0.0.0.0',
    AUTH_SECRET: '',
  })
  const port = Number(new URL(await ready).port)
  expect(JSON.parse((await send(port, '/api/setup')).body)).toEqual({ needed: true, codeNeeded: true })
  expect((await send(port, '/api/setup', { json: first })).status).toBe(403)
  expect((await send(port, '/api/setup', { json: { ...first, code: 'AAAA-BBBB-CCCC-DDDD' } })).status).toBe(403)
  expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600)
  child.kill('SIGTERM')
  const { output } = await ended
  expect(output).toContain('PUBLIC_URL')
  expect(output).toMatch(/One-time code for the set-up: ([0-9A-F]{4}-){3}[0-9A-F]{4}/)
})

it('is in production however it was started, and its framework reports to nobody', async () => {
  // Whatever was said on this machine before is not known there.
  const settings = { NODE_ENV: '', XDG_CONFIG_HOME: folder, DATA_DIR: folder, DATABASE_URL: await freshDatabase() }
  const { child, ready, ended } = startServer(server, settings)
  const page = await fetch(`${await ready}/setup`)
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe-eval')
  child.kill('SIGTERM')
  const { code, output } = await ended
  expect([code, output]).toEqual([0, expect.not.stringContaining('telemetry')])
})
