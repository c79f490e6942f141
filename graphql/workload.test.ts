import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask, send } from './testing.ts'
import { statements } from './testing-statements.ts'

let ann: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bot = await agent(ann, { project: web })
  await act(ann, 'updateAgent', { agent: bot.handle, wipLimit: 4 }, 'agent { id }')
})

const document = `query ($project: ID) { actor(ref: "HANDLE") {
  wipLimit workload(project: $project) { openTasks unestimatedTasks hours openClaims load completedLastDay }
  currentClaims { task { title } } history(first: 1) { nodes { outcome note durationSeconds endedBy { id } task { title } } pageInfo { hasNextPage } }
} }`
const read = async (by: Caller, at: string | null = null) => (await ask(by, document.replace('HANDLE', bot.handle), { project: at })).actor

it('an agent has a workload, current claims and a work history, as far as the reader sees', async () => {
  for (const title of ['First', 'Second']) {
    const { id } = await task(ann, web, { title })
    const { fence } = await act(bot, 'claimTask', { task: id }, 'fence')
    await act(bot, 'releaseTask', { task: id, fence, note: `left ${title}` }, 'task { id }')
  }
  const { id } = await task(ann, web, { title: 'Third', estimatedHours: 2 })
  await act(bot, 'claimTask', { task: id }, 'fence')
  const workload = { openTasks: 1, unestimatedTasks: 0, hours: 2, openClaims: 1, load: 0.25, completedLastDay: 0 }
  const ended = { outcome: 'RELEASED', note: 'left Second', durationSeconds: expect.any(Number), endedBy: null, task: { title: 'Second' } }
  expect(await read(ann, web.key)).toEqual({
    wipLimit: 4,
    workload,
    currentClaims: [{ task: { title: 'Third' } }],
    history: { nodes: [ended], pageInfo: { hasNextPage: true } },
  })
  const nothing = { openTasks: 0, unestimatedTasks: 0, hours: 0, openClaims: 0, load: 0, completedLastDay: 0 }
  const stranger = await person()
  expect(await read(stranger)).toMatchObject({ workload: nothing, currentClaims: [], history: { nodes: [] } })
  expect(await read(stranger, web.key)).toMatchObject({ workload: null })
})

it('a cursor of another list is refused', async () => {
  const { errors } = await send(ann, `{ actor(ref: "${bot.handle}") { history(after: "x") { nodes { id } } } }`)
  expect(errors?.[0]?.extensions['code']).toBe('INVALID_INPUT')
})

it('the number of SQL statements does not depend on how many agents are listed', async () => {
  const list = `query ($project: ID) { actors(kind: AGENT, project: $project) { handle
    workload(project: $project) { openTasks load } all: workload { hours } history(first: 2) { nodes { task { key } } } currentClaims { id } } }`
  const [few, many] = [await project(ann), await project(ann)]
  for (const [place, count] of [
    [few, 1],
    [many, 8],
  ] as const)
    for (let i = 0; i < count; i++) {
      const worker = await agent(ann, { project: place })
      const { id } = await task(ann, place)
      const { fence } = await act(worker, 'claimTask', { task: id }, 'fence')
      await act(worker, 'releaseTask', { task: id, fence }, 'task { id }')
    }
  const one = await statements(() => ask(ann, list, { project: few.key }))
  expect(one).toBeGreaterThan(5)
  expect(await statements(() => ask(ann, list, { project: many.key }))).toBeLessThanOrEqual(one)
})
