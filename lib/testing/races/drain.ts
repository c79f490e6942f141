import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { db, transaction } from '#lib/db.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { agent, person, project } from '../builders.ts'
import { bundled } from '../bundle.ts'
import { startServer } from '../server-process.ts'
import type { Crew, Work } from './drain-agents.ts'

export interface Drained {
  /** Claims in a second over the whole run, completions included. */
  perSecond: number
  claims: number[]
  completions: number[]
  others: Record<string, number>
  /** The longest that /healthz took, in milliseconds, of so many asked. */
  health: { slowest: number; asked: number }
  /** All that went wrong; empty when every task was claimed once and none before its blockers. */
  faults: string[]
}

const CREWS = 2
const PRIORITIES = 4
const AT_ONCE = 500
const HEALTH_MS = 25
const document = (name: string) => readFileSync(join(process.cwd(), 'graphql/operations', `${name}.graphql`), 'utf8')

/**
 * Lets so many agents empty a project of so many tasks with random dependencies and priorities, over HTTP, on servers of their own
 * that share the database which is connected here.
 * @param file the bundled server
 */
export async function drain(file: string, url: string, size: { tasks: number; agents: number; servers: number }): Promise<Drained> {
  const { place, crew } = await seed(size)
  const servers = Array.from({ length: size.servers }, () => startServer(file, { DATABASE_URL: url }))
  const crews: ChildProcess[] = []
  try {
    const urls = await Promise.all(servers.map(({ ready }) => ready))
    const agents = crew.map((token, i) => ({ token, url: urls[i % urls.length] ?? '' }))
    const parts = Array.from({ length: CREWS }, (_, part) => agents.filter((_each, i) => Math.floor(i / urls.length) % CREWS === part))
    for (const _ of parts) crews.push(await startCrew())
    const health = watchHealth(urls)
    const start = performance.now()
    const jobs = { project: place.key, claim: document('claim-next-task'), complete: document('complete-task') }
    const work = await Promise.all(parts.map((some, i) => workOf(crews[i], { ...jobs, agents: some })))
    const seconds = (performance.now() - start) / 1000
    const seen = await health.stop()
    for (const { child } of servers) child.kill('SIGTERM')
    const ended = await Promise.all(servers.map((server) => server.ended))
    const logged = ended.flatMap(({ code, output }) => [
      ...(code === 0 ? [] : [`a server ended with ${code}`]),
      ...output.split('\n').filter((line) => /"level":[56]0/.test(line)),
    ])
    const faults = [...work.flatMap((one) => one.faults), ...logged, ...(await faultsIn(place, size.tasks))]
    const others: Record<string, number> = {}
    for (const one of work) for (const [name, count] of Object.entries(one.others)) others[name] = (others[name] ?? 0) + count
    return {
      perSecond: size.tasks / seconds,
      claims: work.flatMap((one) => one.claims),
      completions: work.flatMap((one) => one.completions),
      ...{ others, health: seen, faults: faults.slice(0, 20) },
    }
  } finally {
    for (const child of [...crews, ...servers.map((server) => server.child)]) child.kill('SIGKILL')
  }
}

/** Each task waits for up to three earlier ones; the first tenth for none. */
async function seed({ tasks, agents }: { tasks: number; agents: number }) {
  const owner = await person()
  const place = await project(owner)
  const crew: string[] = []
  for (let i = 0; i < agents; i++) {
    const { handle } = await agent(owner, { project: place })
    const { secret } = await createToken(owner, { agent: handle, name: 'drain', scopes: ['READ', 'WORK'] })
    crew.push(secret ?? '')
  }
  const ids: string[] = []
  while (ids.length < tasks) {
    const first = ids.length
    const count = Math.min(AT_ONCE, tasks - first)
    const plan = Array.from({ length: count }, (_, i) => {
      const place_ = first + i
      const waits = place_ < tasks / 10 ? 0 : Math.floor(Math.random() * 4)
      const earlier = new Set(Array.from({ length: waits }, () => Math.floor(Math.random() * place_)))
      const dependsOn = [...earlier].map((other) => (other < first ? (ids[other] ?? '') : `#${other - first + 1}`))
      return { title: `Task ${place_}`, description: 'What is to be done.', priority: Math.floor(Math.random() * PRIORITIES), dependsOn }
    })
    ids.push(...(await createPlan(owner, { project: place.id, tasks: plan })).tasks)
  }
  // Else the planner of PostgreSQL knows nothing yet of what has just been written.
  await transaction([place.id], (tx) => tx.$executeRawUnsafe('ANALYZE'))
  return { place, crew }
}

async function startCrew() {
  const child = spawn(process.execPath, [bundled('lib/testing/races/drain-agents.ts')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  return child
}

async function workOf(child: ChildProcess | undefined, crew: Crew): Promise<Work> {
  child?.send(crew)
  const [work] = (await Promise.race([child && once(child, 'message'), child && once(child, 'exit')])) ?? []
  if (typeof work !== 'object') throw new Error(`A crew ended with ${work}.`)
  return work as Work
}

/** Asks each server for its health again and again. */
function watchHealth(urls: string[]) {
  let isOver = false
  let slowest = 0
  let asked = 0
  const watch = async (url: string) => {
    while (!isOver) {
      const start = performance.now()
      await get(`${url}/healthz`)
      slowest = Math.max(slowest, performance.now() - start)
      asked++
      await pause(HEALTH_MS)
    }
  }
  const watching = Promise.all(urls.map(watch))
  return {
    async stop() {
      isOver = true
      await watching
      return { slowest, asked }
    },
  }
}

const get = (url: string) =>
  new Promise<void>((resolve, reject) => {
    request(url, (response) => void response.resume().on('end', resolve))
      .on('error', reject)
      .end()
  })

/** What the database says: every task was claimed and completed once, none was claimed before its blockers were done, and the doctor agrees. */
async function faultsIn({ id, key }: { id: string; key: string }, count: number): Promise<string[]> {
  const [tasks, claims, edges, events, found] = await Promise.all([
    db().task.findMany({ where: { projectId: id }, select: { id: true, key: true, status: true } }),
    db().claim.findMany({ where: { projectId: id }, select: { taskId: true, outcome: true } }),
    db().dependency.findMany({ where: { projectId: id, kind: 'BLOCKS' }, select: { taskId: true, dependsOnId: true } }),
    db().event.findMany({
      where: { stream: key, action: { in: ['TASK_CLAIMED', 'TASK_COMPLETED'] } },
      select: { seq: true, action: true, taskId: true },
    }),
    diagnose(),
  ])
  const seqs = (action: string) => new Map(events.filter((event) => event.action === action).map(({ taskId, seq }) => [taskId, seq]))
  const [claimed, completed] = [seqs('TASK_CLAIMED'), seqs('TASK_COMPLETED')]
  const times = new Map<string, number>()
  for (const { taskId } of claims) times.set(taskId, (times.get(taskId) ?? 0) + 1)
  return [
    ...(tasks.length === count ? [] : [`there are ${tasks.length} tasks instead of ${count}`]),
    ...tasks.filter(({ status }) => status !== 'COMPLETED').map((task) => `${task.key} is ${task.status}`),
    ...tasks.filter((task) => times.get(task.id) !== 1).map((task) => `${task.key} was claimed ${times.get(task.id) ?? 0} times`),
    ...claims.filter(({ outcome }) => outcome !== 'COMPLETED').map(({ taskId, outcome }) => `a claim of ${taskId} is ${outcome}`),
    ...(events.length === 2 * count ? [] : [`there are ${events.length} events of claims and completions`]),
    ...edges
      .filter(({ taskId, dependsOnId }) => !((claimed.get(taskId) ?? 0) > (completed.get(dependsOnId) ?? Infinity)))
      .map(({ taskId, dependsOnId }) => `${taskId} was claimed before ${dependsOnId} was completed`),
    ...found.map((fault) => JSON.stringify(fault)),
  ]
}
