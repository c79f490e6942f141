// One scripted agent as a process of its own. It knows the server's address, its token and a project, like any agent.
import { setTimeout as sleep } from 'node:timers/promises'
import { Api, Refused } from './api.ts'
import { followUp, pick, summary, updatesFor, whyReleased } from './words.ts'

interface ReadyTask {
  id: string
  key: string
  title: string
  estimatedHours: number | null
  requiredCapabilities: string[]
  criteria: { id: string; text: string }[]
}
interface Ready {
  me: { handle: string; capabilities: string[] }
  project: { counts: { inProgress: number } }
  ready: { nodes: ReadyTask[] }
  left: { nodes: { id: string }[] }
}

const READY = `query ($project: ID!) {
  me { handle capabilities }
  project(ref: $project) { counts { inProgress } }
  ready: tasks(project: $project, first: 30, orderBy: READY, filter: { ready: true, unassigned: true }) {
    nodes { id key title estimatedHours requiredCapabilities criteria { id text } }
  }
  left: tasks(project: $project, first: 1, filter: { open: true, unassigned: true }) { nodes { id } }
}`
const FOLLOW_UPS = 2

const { DEMO_URL = '', DEMO_TOKEN = '', DEMO_PROJECT = '', DEMO_HANDLE = '', DEMO_THINK = '' } = process.env
const [least = 2000, most = 8000] = DEMO_THINK.split(',').map(Number)
const api = new Api(DEMO_URL, DEMO_TOKEN)
const stopping = new AbortController()
let followUps = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort())
// Its starter died without a word: nobody would stop it.
process.on('disconnect', () => stopping.abort())

await work().catch((error: unknown) => {
  if (stopping.signal.aborted) return
  say(`stops: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
})
if (process.connected) process.disconnect()

/** Until it is told to stop, or no task is left that an agent could ever take. */
async function work() {
  for (let isWaiting = false; !stopping.signal.aborted; await think()) {
    const { me, project, ready, left } = await api.query<Ready>(READY, { project: DEMO_PROJECT })
    const fitting = ready.nodes.filter((task) => task.requiredCapabilities.every((skill) => me.capabilities.includes(skill)))
    const task = pick(fitting.slice(0, 3))
    if (task) await take(task)
    else if (left.nodes.length === 0 && project.counts.inProgress === 0) return say('finds nothing left to do')
    else if (!isWaiting) say('waits: nothing that fits is ready')
    isWaiting = !task
  }
}

async function take(task: ReadyTask) {
  const claimed = await api.act<{ fence: number }>('claimTask', { task: task.id }, 'fence').catch(unlessRefused)
  // Somebody else was faster: that is what claims are for.
  if (!claimed) return say(`was too late for ${task.key}`)
  say(`claims ${task.key} ${task.title}`)
  const { fence } = claimed
  try {
    await toil(task, fence)
  } catch (error) {
    if (error instanceof Refused) return say(`lost ${task.key}: ${error.message}`)
    await api.act('releaseTask', { task: task.id, fence, note: 'Stopped in the middle.' }, 'replayed').catch(() => {})
    throw error
  }
}

async function toil(task: ReadyTask, fence: number) {
  for (const body of updatesFor(task.requiredCapabilities[0], 1 + Math.floor(Math.random() * 3))) {
    await think()
    await api.act('addContext', { task: task.id, body, fence }, 'replayed')
  }
  await think()
  if (Math.random() < 0.1) {
    await api.act('releaseTask', { task: task.id, fence, note: whyReleased() }, 'replayed')
    return say(`gives ${task.key} back`)
  }
  if (task.criteria.length) {
    const criteria = task.criteria.map(({ id, text }) => ({ id, text, state: 'MET', evidence: 'Checked by a test of this task.' }))
    await api.act('updateTask', { task: task.id, criteria }, 'replayed')
  }
  const actualHours = Math.round((task.estimatedHours ?? 1) * (0.6 + Math.random()) * 10) / 10
  const done = await api.act<{ unblockedTasks: { key: string }[] }>(
    'completeTask',
    { task: task.id, fence, summary: summary(), actualHours },
    'unblockedTasks { key }',
  )
  const freed = done.unblockedTasks.map((other) => other.key).join(', ')
  say(`completes ${task.key}${freed ? `, which frees ${freed}` : ''}`)
  if (followUps < FOLLOW_UPS && Math.random() < 0.15) await report(task)
}

/** Something it came across on the way, as a task of its own. */
async function report(task: ReadyTask) {
  followUps += 1
  const input = {
    project: DEMO_PROJECT,
    title: followUp(),
    description: `Found while working on ${task.key}.`,
    priority: 'LOW',
    requiredCapabilities: task.requiredCapabilities,
  }
  const { task: made } = await api.act<{ task: { id: string; key: string } }>('createTask', input, 'task { id key }')
  await api.act('addDependency', { task: made.id, dependsOn: task.id, kind: 'DISCOVERED_FROM' }, 'replayed')
  say(`found ${made.key} on the way`)
}

function think() {
  return sleep(least + Math.random() * (most - least), undefined, { signal: stopping.signal })
}

function unlessRefused(error: unknown): null {
  if (error instanceof Refused && ['ALREADY_CLAIMED', 'INVALID_TRANSITION', 'TASK_BLOCKED'].includes(error.code)) return null
  throw error
}

function say(what: string) {
  process.stdout.write(`${new Date().toTimeString().slice(0, 8)}  ${DEMO_HANDLE.padEnd(8)} ${what}\n`)
}
