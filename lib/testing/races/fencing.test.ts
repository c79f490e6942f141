import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { db, dialect } from '#lib/db.ts'
import { lapse, task } from '../builders.ts'
import { bundled } from '../bundle.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import type { Hold, HolderReport } from './holder.ts'
import { act } from './request.ts'
import { expectKept, scene } from './scene.ts'

let database: TestDatabase
let holder: ChildProcess
const servers: ServerProcess[] = []
beforeAll(async () => {
  database = await testDatabase()
  const file = await bundleServer()
  for (let i = 0; i < (dialect() === 'postgres' ? 2 : 1); i++) servers.push(startServer(file, { DATABASE_URL: database.url }))
  holder = spawn(process.execPath, [bundled('lib/testing/races/holder.ts')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await heard((report) => report.kind === 'ready')
}, 120_000)
afterAll(() => {
  for (const { child } of [{ child: holder }, ...servers]) child.kill('SIGKILL')
})

describe('a holder that is stopped past its lease', { timeout: 900_000 }, () => {
  it('writes nothing more once it goes on, in whatever way it tries', async () => {
    const { owner, place, holders } = await scene(2)
    const [url = '', rivalUrl = url] = await Promise.all(servers.map((server) => server.ready))
    const [late, rival] = holders
    for (let round = 0; round < rounds(100); round++) {
      const { id } = await task(owner, place)
      holder.send({ url, token: late?.token ?? '', task: id } satisfies Hold)
      const wrote = await heard((report) => report.kind === 'wrote' && report.count >= 2)
      holder.kill('SIGSTOP')
      await lapse(id)
      const claim = await act(rivalUrl, rival?.token ?? '', 'claimTask', { task: id })
      expect(claim).toMatchObject({ __typename: 'ClaimTaskSuccess', fence: (wrote.kind === 'wrote' ? wrote.fence : 0) + 1 })
      const refused = heard((report) => report.kind === 'refused')
      holder.kill('SIGCONT')
      const held = { task: id, fence: claim?.fence }
      expect(await act(rivalUrl, rival?.token ?? '', 'addContext', { ...held, body: 'mine' })).toMatchObject({
        __typename: 'AddContextSuccess',
      })
      expect(await refused).toMatchObject({ answers: ALL_REFUSED })
      expect(await act(rivalUrl, rival?.token ?? '', 'completeTask', held)).toMatchObject({ __typename: 'CompleteTaskSuccess' })
      await expectFenced(id, late?.caller.actorId ?? '', rival?.caller.actorId ?? '')
    }
    await expectKept([])
  })

  it('loses its task to the reaper while nobody else asks for anything', async () => {
    const { owner, place, holders } = await scene(1)
    const { id } = await task(owner, place)
    const [url = ''] = await Promise.all(servers.map((server) => server.ready))
    holder.send({ url, token: holders[0]?.token ?? '', task: id } satisfies Hold)
    await heard((report) => report.kind === 'wrote')
    holder.kill('SIGSTOP')
    await lapse(id)
    await vi.waitFor(async () => expect(await db().task.findUnique({ where: { id } })).toMatchObject({ status: 'PENDING', attempts: 1 }), {
      timeout: 20_000,
      interval: 200,
    })
    const refused = heard((report) => report.kind === 'refused')
    holder.kill('SIGCONT')
    expect(await refused).toMatchObject({ answers: ALL_REFUSED })
    await expectKept([])
  })
})

const ALL_REFUSED = Object.fromEntries(
  ['heartbeat', 'addContext', 'failTask', 'releaseTask', 'completeTask'].map((name) => [name, 'STALE_CLAIM']),
)

/** The first such report of the holder from now on. */
function heard(wanted: (report: HolderReport) => boolean): Promise<HolderReport> {
  return new Promise((resolve, reject) => {
    const hear = (report: HolderReport) => {
      if (report.kind !== 'failed' && !wanted(report)) return
      holder.off('message', hear)
      if (report.kind === 'failed') reject(new Error(report.message))
      else resolve(report)
    }
    holder.on('message', hear)
  })
}

/** Nothing of the late holder stands after the claim of the next, whose own writes do. */
async function expectFenced(taskId: string, lateId: string, nextId: string) {
  const rows = await db().event.findMany({ where: { taskId }, orderBy: { seq: 'asc' } })
  const next = rows.findIndex(({ action, actorId }) => action === 'TASK_CLAIMED' && actorId === nextId)
  expect(rows.slice(next).map(({ action, actorId }) => `${action} ${actorId}`)).toEqual(
    ['TASK_CLAIMED', 'CONTEXT_ADDED', 'TASK_COMPLETED'].map((action) => `${action} ${nextId}`),
  )
  expect(rows.slice(0, next).some(({ action, actorId }) => action === 'CONTEXT_ADDED' && actorId === lateId)).toBe(true)
  const claims = await db().claim.findMany({ where: { taskId }, orderBy: { fence: 'asc' } })
  expect(claims.map(({ holderId, outcome }) => `${holderId} ${outcome}`)).toEqual([`${lateId} EXPIRED`, `${nextId} COMPLETED`])
  const late = await db().contextEntry.count({ where: { taskId, body: 'late' } })
  expect(late).toBe(0)
}
