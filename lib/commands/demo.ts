// npm run demo: a believable project, and scripted agents that work on it over HTTP, so that the screens move.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Caller } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'
import { addPerson, generatedPassword } from '#lib/auth/people.ts'
import { db } from '#lib/db.ts'
import { revokeToken } from '#lib/domain/actor/revoke-token.ts'
import { env } from '#lib/env.ts'
import { asPerson } from './as-person.ts'
import { parse, runCommand, UsageError, type Printed } from './command.ts'
import { fill, findDemo, hireAgents, type DemoProject } from './demo/fill.ts'
import { RELEASE } from './demo/release.ts'
import { ensureServer, isRunning } from './demo/server.ts'
import { startAgent } from './demo/start-agent.ts'

const USAGE = `Usage: npm run demo -- [--minutes N] [--again]

Fills a project with the work of a software release and lets four scripted agents loose on it, each a process of its own
with a token, over HTTP. Starts the server when none answers. Ctrl-C stops it.

  --minutes N  stop the agents after N minutes (default: 15)
  --again      go on although people have worked in the project
`
const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const text = (line: string) => void process.stdout.write(`${line}\n`)

await runCommand(USAGE, run, false)

async function run(): Promise<Printed> {
  const { values } = parse(process.argv.slice(2), [], { minutes: { type: 'string' }, again: { type: 'boolean' } })
  const minutes = Number(values.minutes ?? 15)
  if (!(minutes > 0 && minutes <= 24 * 60)) throw new UsageError('--minutes must be a number above 0, a day at most.')
  const [url = ''] = env().PUBLIC_URLS
  const server = await ensureServer(url)
  const person = await personInCharge()
  const project = await projectFor(person, values.again ?? false)
  const hired = await hireAgents(person, project)
  text(`Watch it at ${url}/projects/${project.key}. Ctrl-C stops the agents.`)
  const agents = hired.map(({ handle, secret }) => startAgent({ url, project: project.key, handle, token: secret, stdio: 'inherit' }))
  const isStopped = await finish(agents, minutes)
  for (const { token } of hired) await revokeToken(person, { token })
  if (server) await finishServer(server, isStopped)
  return { json: null, lines: ['The agents have stopped and their tokens are revoked.'] }
}

/** The administrator of this installation; on one without people it makes one. */
async function personInCharge(): Promise<Caller> {
  const admin = await db().actor.findFirst({ where: { kind: 'PERSON', isAdmin: true, retiredAt: null }, orderBy: { createdAt: 'asc' } })
  if (admin) return asPerson(admin)
  const password = generatedPassword()
  const person = await addPerson(commandCaller(), {
    handle: 'robin',
    name: 'Robin Vale',
    email: 'robin@example.org',
    password,
    isAdmin: true,
  })
  text(`Sign in as ${person.email} with the password ${password} (shown only now).`)
  return asPerson(person)
}

async function projectFor(person: Caller, again: boolean): Promise<DemoProject> {
  const there = await findDemo()
  if (there?.hasPeoplesWork && !again)
    throw new UsageError(`People have worked in ${there.key}. Use --again to let the agents go on there.`)
  if (there && there.open > 0) return there
  return fill(person, there?.next ?? RELEASE.key)
}

/** Waits until all agents have ended: by themselves, by the clock or by Ctrl-C, after which they give back what they hold. */
async function finish(agents: ChildProcess[], minutes: number) {
  let isStopped = false
  const stop = () => agents.forEach((agent) => agent.kill('SIGTERM'))
  const timer = setTimeout(stop, minutes * 60_000)
  for (const signal of SIGNALS) process.on(signal, () => ((isStopped = true), stop()))
  await Promise.all(agents.filter(isRunning).map((agent) => once(agent, 'exit')))
  clearTimeout(timer)
  return isStopped
}

async function finishServer(server: ChildProcess, isStopped: boolean) {
  if (!isRunning(server)) return
  const exit = once(server, 'exit')
  if (isStopped) server.kill('SIGTERM')
  else text('The agents have ended; the server goes on until Ctrl-C.')
  for (const signal of SIGNALS) process.on(signal, () => server.kill('SIGTERM'))
  await exit
}
