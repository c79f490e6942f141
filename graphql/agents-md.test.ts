import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { disconnect } from '#lib/db.ts'
import { addContext } from '#lib/domain/context/add.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { member, person, project, statusOf, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { openServer, post } from './testing-server.ts'
import { type Answer, ask } from './testing.ts'

const run = promisify(execFile)

let server: Awaited<ReturnType<typeof openServer>>
let origin = ''
let ann: Caller
beforeAll(async () => {
  await testDatabase()
  server = await openServer()
  origin = `http://127.0.0.1:${server.port}`
  ann = await person()
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

/** A project with one ready task of which more is known than fits into a work package, others that wait for it, and a newcomer. */
async function scene(handle: string, criteria: string[] = []) {
  const web = await project(ann)
  const bob = await member(ann, web)
  const before = await task(ann, web, { title: 'Choose the scale' })
  for (let hour = 0; hour < 20; hour++)
    await addContext(ann, {
      task: before.id,
      kind: 'DISCOVERY',
      body: `Hour ${hour}: ${'the old "scale" drifts by 2 g when it is cold. '.repeat(20)}`,
    })
  await completeTask(ann, { task: before.id, summary: 'The new scale it is. '.repeat(10) })
  const brief = { why: 'Postage is by weight.', what: 'Put each on the scale and write its weight on it.', done: 'Each has its weight.' }
  const one = await task(ann, web, {
    title: 'Weigh the parcels',
    description: 'Every parcel on the ramp, before noon.\n'.repeat(80),
    brief,
    criteria,
    priority: 3,
    dependsOn: [before.id],
    files: [{ path: 'ramp/parcels.csv', lineStart: 1, lineEnd: 40, note: 'one line a parcel' }, { path: 'ramp/scale.ts' }],
  })
  await task(ann, web, { title: 'Oil the scale', files: [{ path: 'ramp/scale.ts' }], dependsOn: [one.id] })
  const next = await task(ann, web, { title: 'Label the parcels', assignee: bob.handle, dependsOn: [one.id] })
  const { actorId, secret } = await agent(handle)
  await setMember(ann, { project: web.id, actor: actorId, role: 'MEMBER' })
  return { web, bob, one, next, secret }
}

const fencedIn = (text: string) => [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, code = '']) => code)

/** Runs what a page tells an agent to paste, in order, and answers each answer that curl had. */
async function paste(shell: string, examples: readonly string[]) {
  const answers = join(mkdtempSync(join(tmpdir(), 'task-orchestrator-paste-')), 'answers')
  // Only listens: whatever the examples pass to curl goes to curl, and comes back as it was.
  const listen = 'curl() { command curl "$@" | tee -a "$ANSWERS"; echo >>"$ANSWERS"; }\n'
  // bash takes the standard input of a child process for a network's and would read its start-up files.
  const plain = shell === 'bash' ? ['--norc'] : []
  const { stderr } = await run(shell, [...plain, '-euc', listen + examples.join('\n')], { env: { ...process.env, ANSWERS: answers } })
  const text = readFileSync(answers, 'utf8')
  return {
    stderr,
    bytes: Buffer.byteLength(text),
    answers: text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Answer).data),
  }
}

describe('an agent that has read nothing but /agents.md', () => {
  it.each(['bash', 'sh'])('claims, discovers and completes by pasting its examples into %s, in six calls and 16 kB', async (shell) => {
    const { bob, one, next, secret } = await scene(`newcomer-${shell}`)
    const page = await (await fetch(`${origin}/agents.md`)).text()
    const { stderr, bytes, answers } = await paste(
      shell,
      fencedIn(page).map((code) => code.replace('YOUR_TOKEN', secret)),
    )

    expect(stderr).toBe('')
    expect(answers.length).toBeLessThanOrEqual(6)
    expect(bytes).toBeLessThan(16_000)
    const [me, claim, discovery, completion] = answers
    expect(me).toMatchObject({ me: { handle: `newcomer-${shell}` } })
    expect(claim.claimNextTask).toMatchObject({ __typename: 'ClaimNextTaskSuccess' })
    expect(discovery.addContext).toMatchObject({ __typename: 'AddContextSuccess' })
    expect(completion.completeTask).toMatchObject({ __typename: 'CompleteTaskSuccess' })
    expect(completion.completeTask.unblockedTasks).toContainEqual(expect.objectContaining({ key: next.key }))

    expect(await taskRow(one.id)).toMatchObject({ status: 'COMPLETED', completionSummary: 'What I did.' })
    expect(await statusOf(next.id)).toBe('PENDING')
    const { task: read } = await ask(bob, `{ task(ref: "${one.key}") { ... on Task { context(first: 5) { nodes { kind body } } } } }`)
    expect(read.context.nodes).toContainEqual({ kind: 'DISCOVERY', body: 'What I found out.' })
  })
})

it('its example of a plan works', async () => {
  const web = await project(ann)
  const { actorId, authorization } = await agent('planner', { scopes: ['READ', 'PLAN'] })
  await setMember(ann, { project: web.id, actor: actorId, role: 'MEMBER' })
  const page = await (await fetch(`${origin}/agents.md`)).text()
  const [, variables = ''] = /^- \*\*Planning\*\*.*`(\{.*\})`$/m.exec(page) ?? []
  const { data } = await post(
    server.url,
    { documentId: 'create-plan', variables: JSON.parse(variables.replace('WEB', web.key)) },
    { authorization },
  )
  expect(data.createPlan).toMatchObject({ __typename: 'CreatePlanSuccess', taskCount: 2, readyCount: 1 })
})

it('the examples of the README work', async () => {
  const { web, one, next, secret } = await scene('reader')
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const examples = fencedIn(readme.slice(readme.indexOf('## Connect an agent'), readme.indexOf('## Configure')))
    .filter((code) => code.includes('curl'))
    .map((code) => code.replaceAll('http://127.0.0.1:3000', origin).replace('YOUR_TOKEN', secret))
    .map((code) => code.replace('WEB-1', one.key).replace('WEB', web.key))
  const { answers } = await paste('bash', examples)
  expect(answers).toMatchObject([
    { claimNextTask: { __typename: 'ClaimNextTaskSuccess' } },
    { completeTask: { task: { key: one.key, status: 'COMPLETED' } } },
    { tasks: { totalCount: 2 } },
  ])
  expect(await statusOf(next.id)).toBe('PENDING')
})
