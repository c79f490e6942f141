import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { localFacts } from '#lib/auth/callers.ts'
import { callerFromToken } from '#lib/auth/from-request.ts'
import { connect, onWake } from '#lib/db.ts'
import { AUTH_TOPIC, subscribe, wakeFromStorage } from '#lib/pubsub.ts'
import { bundled } from '#lib/testing/bundle.ts'
import { freshDatabase } from '#lib/testing/database.ts'
import { cookieOf, openSite, send } from '#lib/testing/site.ts'

// Each command is a process, and a test starts some of them one after the other.
vi.setConfig({ testTimeout: 300_000 })
const url = await freshDatabase()
await connect(url)
onWake(wakeFromStorage)
const { port, origin, site } = await openSite()
const data = mkdtempSync(join(tmpdir(), 'task-orchestrator-admin-'))
afterAll(() => {
  site.server.close()
  rmSync(data, { recursive: true })
})

const env = { ...process.env, NODE_ENV: 'development' as const, DATABASE_URL: url, DATA_DIR: data }

/** Another process than the one that serves, as on a real machine. */
function admin(...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [bundled('lib/commands/admin.ts'), ...args], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}
const json = async (...args: string[]) => JSON.parse((await admin(...args, '--json')).out)
const nextWake = () => new Promise<void>((resolve) => void (unsubscribe = subscribe(AUTH_TOPIC, () => resolve())))
let unsubscribe = () => {}

/** Looks again whenever another process has written. */
async function until(isTrue: () => Promise<boolean>) {
  for (;;) {
    const woken = nextWake()
    if (await isTrue()) return unsubscribe()
    await woken
    unsubscribe()
  }
}

it('sets up a workspace from nothing: person, project, agent; and takes back a token under a running server', async () => {
  const ada = await json('person', 'create', 'ada', 'ada@example.org', '--admin')
  const signedIn = await send(port, '/api/auth/sign-in/email', {
    headers: { origin },
    json: { email: 'ada@example.org', password: ada.password },
  })
  expect(signedIn.status).toBe(200)
  expect(await json('project', 'create', 'web', 'Web site')).toMatchObject({ key: 'WEB', owner: 'ada' })
  const bot = await json('agent', 'register', 'bot', '--project', 'WEB', '--scopes', 'READ,WORK')
  expect(await callerFromToken(bot.secret, localFacts())).toMatchObject({ handle: 'bot', scopes: ['READ', 'WORK'] })

  await admin('token', 'revoke', bot.token)
  await until(async () => (await callerFromToken(bot.secret, localFacts())) === null)

  const headers = { cookie: cookieOf(signedIn) }
  const isSignedIn = async () => JSON.parse((await send(port, '/graphql', { headers })).body).caller !== null
  expect(await isSignedIn()).toBe(true)
  expect(await json('session', 'revoke', 'ada')).toMatchObject({ ended: 1 })
  await until(async () => !(await isSignedIn()))
})

it('registers an agent as a whole or not at all', async () => {
  for (const more of [
    ['--project', 'WEB', '--project', 'MISSING'],
    ['--limit-to', 'MISSING'],
  ]) {
    const { code, err } = await admin('agent', 'register', 'whole', ...more, '--json')
    expect([code, JSON.parse(err).error.code]).toEqual([1, 'NOT_FOUND'])
  }
  expect((await admin('token', 'list', 'whole')).err).toContain('whole')
  expect(JSON.parse((await admin('agent', 'list', '--json')).out).map((one: { handle: string }) => one.handle)).toEqual(['bot'])
  expect(await json('agent', 'register', 'whole', '--project', 'WEB', '--project', 'web')).toMatchObject({ handle: 'whole' })
})

it('never lists a secret or its hash', async () => {
  await admin('agent', 'register', 'other')
  const { out } = await admin('token', 'list', 'other', '--json')
  expect(JSON.parse(out)).toHaveLength(1)
  expect(out).not.toMatch(/hash|secret/)
})

it('says what was wrong: 1 and the rule when refused, 2 and the usage when called wrongly', async () => {
  const refused = await admin('agent', 'register', 'other', '--json')
  expect([refused.code, JSON.parse(refused.err).error.code]).toEqual([1, 'ALREADY_EXISTS'])
  for (const args of [
    ['project', 'create', 'WEB'],
    ['nonsense'],
    ['person', 'list', '--unknown'],
    ['member', 'set', 'WEB', 'bot', 'KING'],
  ]) {
    const { code, err } = await admin(...args)
    expect([code, err.includes('Usage: npm run admin')]).toEqual([2, true])
  }
})
