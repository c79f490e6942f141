import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { assignTask } from '#lib/domain/task/assign.ts'
import { startTask } from '#lib/domain/task/start.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { caller, person } from '#lib/testing/builders.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { asPerson } from '../as-person.ts'
import { fill, findDemo, hireAgents, type DemoProject } from './fill.ts'
import { AGENTS, RELEASE, TASKS } from './release.ts'
import { isRunning } from './server.ts'
import { startAgent } from './start-agent.ts'

let database: TestDatabase
let server: ReturnType<typeof startChild>
let url: string

beforeAll(async () => {
  database = await testDatabase()
  server = startChild('lib/testing/api-server.ts', [database.url])
  server.stderr.pipe(process.stderr)
  const [line] = await once(server.stdout, 'data')
  url = String(line).trim()
})
afterAll(() => server.kill('SIGKILL'))
beforeEach(() => database.reset())

async function demo() {
  const { actorId: id, handle } = await person({ isAdmin: true })
  const robin = asPerson({ id, handle })
  return { robin, project: await fill(robin, RELEASE.key) }
}
const ends = (agents: ChildProcess[]) => Promise.all(agents.filter(isRunning).map((agent) => once(agent, 'exit')))
const done = (project: DemoProject) => db().task.count({ where: { projectId: project.id, status: 'COMPLETED' } })
const titled = (title: string) => db().task.findFirstOrThrow({ where: { title } })
const quick = { thinkMs: [1, 20] } as const

it('the release is a graph that can be finished: every name it uses is there, and something is ready', async () => {
  const { project } = await demo()
  await expectDerivedRight(project.id)
  expect(await db().task.count()).toBe(TASKS.length)
  expect(await db().task.count({ where: { status: 'BLOCKED' } })).toBeGreaterThan(25)
  expect(await db().fileReference.count()).toBeGreaterThan(30)
  expect(new Set(TASKS.flatMap((task) => task.skill ?? []))).toEqual(new Set(AGENTS.flatMap((agent) => agent.skills)))
})

it('agents over HTTP do everything that needs no person, and the rest once a person has signed off', async () => {
  const { robin, project } = await demo()
  const hired = await hireAgents(robin, project)
  const agents = hired.map(({ handle, secret }) =>
    startAgent({ url, project: project.key, handle, token: secret, ...quick, stdio: 'ignore' }),
  )
  await expect.poll(async () => (await titled('Read the release notes and sign off')).status, { timeout: 60_000 }).toBe('PENDING')
  expect((await titled('Publish 1.0')).status).toBe('BLOCKED')
  for (const title of ['Read the release notes and sign off', 'Decide on the licence of the page themes']) {
    await startTask(robin, { task: (await titled(title)).id })
    await completeTask(robin, { task: (await titled(title)).id })
  }
  await ends(agents)
  expect((await titled('Publish 1.0')).status).toBe('COMPLETED')
  expect(await db().claim.count({ where: { endedAt: null } })).toBe(0)
  expect(await db().contextEntry.count()).toBeGreaterThan(await done(project))
  expect(agents.map((agent) => agent.exitCode)).toEqual(agents.map(() => 0))
  expect(await diagnose()).toEqual([])
}, 120_000)

it('an agent that is stopped gives its task back', async () => {
  const { robin, project } = await demo()
  const [mason] = await hireAgents(robin, project)
  const agent = startAgent({
    url,
    project: project.key,
    handle: mason?.handle ?? '',
    token: mason?.secret ?? '',
    thinkMs: [60_000, 60_000],
    stdio: 'pipe',
  })
  if (agent.stdout) await once(agent.stdout, 'data')
  agent.kill('SIGTERM')
  await ends([agent])
  expect(agent.exitCode).toBe(0)
  expect(await db().claim.findMany({ select: { outcome: true } })).toEqual([{ outcome: 'RELEASED' }])
})

it('a run goes on where the last one stopped, and keeps out of what people have worked in', async () => {
  expect(await findDemo()).toBeNull()
  const { robin } = await demo()
  expect(await findDemo()).toMatchObject({ key: 'LANTERN', hasPeoplesWork: false, next: 'LANTERN2' })
  expect((await findDemo())?.open).toBe(TASKS.filter((task) => task.skill).length)
  const signedIn = caller({ actorId: robin.actorId, handle: robin.handle, kind: 'PERSON' }, { isAdmin: true })
  await assignTask(signedIn, { task: (await titled('Publish 1.0')).id, assignee: robin.handle })
  expect(await findDemo()).toMatchObject({ hasPeoplesWork: true })
})
