import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { agent, person, project } from '../builders.ts'
import type { Fact } from './protocol.ts'

export interface Holder {
  caller: Caller
  token: string
}

/** A project with agents that hold tokens, in the database that is connected. */
export async function scene(agents: number) {
  const owner = await person()
  const place = await project(owner, { editing: 'OPEN' })
  const holders: Holder[] = []
  for (let i = 0; i < agents; i++) {
    const caller = await agent(owner, { project: place })
    const { secret } = await createToken(owner, { agent: caller.handle, name: 'race', scopes: ['READ', 'WORK', 'PLAN'] })
    holders.push({ caller, token: secret ?? '' })
  }
  return { owner, place, holders }
}

export const factsIn = (logs: string[]): Fact[] =>
  logs.flatMap((log) =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Fact),
  )

/** Every acknowledged fact is in the database, and the doctor finds nothing. */
export async function expectKept(facts: Fact[]): Promise<void> {
  const tasks = new Map((await db().task.findMany()).map((task) => [task.id, task]))
  const entries = new Map((await db().contextEntry.findMany()).map((entry) => [entry.id, entry.body]))
  const claims = new Set((await db().claim.findMany()).map((claim) => `${claim.taskId} ${claim.fence}`))
  const events = new Set(
    (await db().event.findMany({ select: { subjectId: true, action: true } })).map((event) => `${event.action} ${event.subjectId}`),
  )
  const lost = facts.filter((fact) => {
    if (fact.fact === 'created') return tasks.get(fact.task)?.title !== fact.title
    if (fact.fact === 'entry') return entries.get(fact.entry) !== fact.body
    if (fact.fact === 'edge') return !events.has(`DEPENDENCY_ADDED ${fact.dependency}`)
    if (fact.fact === 'claimed') return !claims.has(`${fact.task} ${fact.fence}`)
    if (fact.fact === 'completed')
      return tasks.get(fact.task)?.status !== 'COMPLETED' || fact.unblocked.some((id) => tasks.get(id)?.openBlockers !== 0)
    if (fact.fact === 'deleted') return !tasks.get(fact.task)?.deletedAt
    return false
  })
  expect(lost).toEqual([])
  const last = new Map(facts.flatMap((fact) => (fact.fact === 'title' ? [[fact.task, fact.title] as const] : [])))
  for (const [id, title] of last) expect(tasks.get(id)).toMatchObject({ title })
  expect(await diagnose()).toEqual([])
}
