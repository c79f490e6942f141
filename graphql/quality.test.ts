import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask, send } from './testing.ts'

let ann: Caller
let bot: Caller
let stranger: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bot = await agent(ann, { project: web })
  stranger = await person()
})

async function touching(path: string, lineStart: number) {
  const { id, key } = await task(ann, web)
  const { file } = await act(ann, 'addFileReference', { task: id, path, lineStart, lineEnd: lineStart + 9 }, 'file { id }')
  return { id, key, file: file.id as string }
}

describe('overlapping files', () => {
  it('show on each reference who else touches which lines, in progress first', async () => {
    const [mine, waiting, held] = [await touching('src/a.ts', 1), await touching('src/a.ts', 5), await touching('src/a.ts', 10)]
    await act(bot, 'claimTask', { task: held.id }, 'fence')
    const { task: read } = await ask(
      ann,
      `{ task(ref: "${mine.id}") { ... on Task { files { overlaps { task { key status } holder { id } path lineStart lineEnd } } } } }`,
    )
    const same = { path: 'src/a.ts', lineEnd: 10 }
    expect(read.files).toEqual([
      {
        overlaps: [
          { task: { key: held.key, status: 'IN_PROGRESS' }, holder: { id: bot.actorId }, lineStart: 10, ...same },
          { task: { key: waiting.key, status: 'PENDING' }, holder: null, lineStart: 5, ...same },
        ],
      },
    ])
  })

  it('are found by path, and by no stranger', async () => {
    const one = await touching('lib/b.ts', 1)
    const document = `{ whoTouches(project: "${web.key}", path: "lib/") { nodes { id path lineStart lineEnd task { key } } pageInfo { hasNextPage } } }`
    expect((await ask(ann, document)).whoTouches).toEqual({
      nodes: [{ id: one.file, path: 'lib/b.ts', lineStart: 1, lineEnd: 10, task: { key: one.key } }],
      pageInfo: { hasNextPage: false },
    })
    expect((await ask(stranger, document)).whoTouches.nodes).toEqual([])
    expect(await ask(stranger, `{ node(id: "${one.file}") { id } }`)).toEqual({ node: null })
  })

  it('tell both holders, whose inbox names the task that it is about', async () => {
    const bob = await member(ann, web)
    const [one, two] = [await touching('c.ts', 1), await touching('c.ts', 5)]
    await act(bot, 'claimTask', { task: one.id }, 'fence')
    await act(bob, 'startTask', { task: two.id }, 'task { id }')
    const document = '{ inbox { nodes { reason task { key } event { action actor { id } data } } } }'
    expect((await ask(bob, document)).inbox.nodes).toEqual([
      {
        reason: 'CONFLICT',
        task: { key: two.key },
        event: { action: 'FILES_CONFLICT', actor: null, data: expect.objectContaining({ with: one.key, spots: ['c.ts:5-10'] }) },
      },
    ])
    expect((await ask(bot, document)).inbox.nodes[0]).toMatchObject({ reason: 'CONFLICT', task: { key: one.key } })
  })
})

describe('completing with criteria', () => {
  it('marks them in the same act, and names those that are left', async () => {
    const { id } = await task(ann, web, { criteria: ['one', 'two'] })
    const refusal = '... on CriteriaUnmetError { criteria { text state } }'
    const one = { criterion: 1, state: 'MET', evidence: 'seen' }
    expect(await act(ann, 'completeTask', { task: id, criteria: [one] }, 'task { id }', refusal)).toMatchObject({
      __typename: 'CriteriaUnmetError',
      criteria: [{ text: 'two', state: 'UNKNOWN' }],
    })
    const all = [one, { criterion: 2, state: 'MET' }]
    expect(await act(ann, 'completeTask', { task: id, criteria: all }, 'task { status criteria { state evidence } }')).toMatchObject({
      task: {
        status: 'COMPLETED',
        criteria: [
          { state: 'MET', evidence: 'seen' },
          { state: 'MET', evidence: '' },
        ],
      },
    })
  })
})

describe('feedback', () => {
  it('is what the viewer can give while they may and nobody has', async () => {
    const { id } = await task(ann, web)
    const { fence } = await act(bot, 'claimTask', { task: id }, 'fence')
    const can = async (by: Caller) => (await ask(by, `{ task(ref: "${id}") { ... on Task { viewerCan feedback { quality } } } }`)).task
    expect((await can(ann)).viewerCan).not.toContain('GIVE_FEEDBACK')
    await act(bot, 'completeTask', { task: id, fence }, 'task { id }')
    expect(await can(ann)).toEqual({ viewerCan: expect.arrayContaining(['GIVE_FEEDBACK']), feedback: null })
    expect((await can(bot)).viewerCan).not.toContain('GIVE_FEEDBACK')
    await act(ann, 'giveFeedback', { task: id, quality: 3, timeliness: 3 }, 'task { id }')
    expect(await can(ann)).toEqual({ viewerCan: expect.not.arrayContaining(['GIVE_FEEDBACK']), feedback: { quality: 3 } })
    const twice = await act(
      ann,
      'giveFeedback',
      { task: id, quality: 3, timeliness: 3 },
      'task { id }',
      '... on AlreadyExistsError { field }',
    )
    expect(twice).toMatchObject({ __typename: 'AlreadyExistsError', code: 'ALREADY_EXISTS', field: 'feedback' })
  })
})

describe('metrics', () => {
  const figures =
    'completed cycleTime { count p50Hours } estimates { count meanRatio } feedback { count quality } onTime { count rate } failedAttempts'

  it('of a project and of an actor say how the work went, day by day', async () => {
    const of = await project(ann)
    const worker = await agent(ann, { project: of })
    const { id } = await task(ann, of, { estimatedHours: 2 })
    const { fence } = await act(worker, 'claimTask', { task: id }, 'fence')
    await act(worker, 'completeTask', { task: id, fence, actualHours: 3 }, 'task { id }')
    await act(ann, 'giveFeedback', { task: id, quality: 4, timeliness: 4 }, 'task { id }')
    const document = `{ project(ref: "${of.key}") { metrics { ${figures} throughput { day completed } } }
      actor(ref: "${worker.handle}") { metrics(project: "${of.key}") { ${figures} } } }`
    const expected = {
      completed: 1,
      cycleTime: { count: 1, p50Hours: expect.any(Number) },
      estimates: { count: 1, meanRatio: 1.5 },
      feedback: { count: 1, quality: 4 },
      onTime: { count: 0, rate: null },
      failedAttempts: 0,
    }
    const read = await ask(ann, document)
    expect(read.actor.metrics).toEqual(expected)
    expect(read.project.metrics).toMatchObject(expected)
    expect(read.project.metrics.throughput).toHaveLength(31)
    expect(read.project.metrics.throughput.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), completed: 1 })
    expect((await ask(stranger, document)).actor.metrics).toBeNull()
  })

  it('say how work came in, waited and was done on each day, and what was blocked longest', async () => {
    const of = await project(ann)
    const [first, held, gone] = [await task(ann, of), await task(ann, of), await task(ann, of)]
    const worker = await agent(ann, { project: of })
    const started = await task(ann, of)
    await act(worker, 'claimTask', { task: started.id }, 'fence')
    await act(ann, 'completeTask', { task: first.id }, 'task { id }')
    await act(ann, 'holdTask', { task: held.id, reason: 'Later' }, 'task { id }')
    await act(ann, 'cancelTask', { task: gone.id }, 'task { id }')
    const flow =
      'metrics { cycleTime { count p85Hours distribution { upToHours count } } flow { lastCompletedAt days { day scope completed inProgress blocked } blocked { tasks longest { task { key } } } } }'
    const document = `{ project(ref: "${of.key}") { ${flow} } actor(ref: "${worker.handle}") { ${flow} } }`
    const read = await ask(ann, document)
    expect(read.project.metrics.flow.days).toHaveLength(31)
    expect(read.project.metrics.flow.days.at(-1)).toMatchObject({ scope: 3, completed: 1, inProgress: 1, blocked: 1 })
    expect(read.project.metrics.flow.days[0]).toMatchObject({ scope: 0, completed: 0, inProgress: 0, blocked: 0 })
    expect(read.project.metrics.flow.lastCompletedAt).not.toBeNull()
    expect(read.actor.metrics.flow.days.at(-1)).toMatchObject({ scope: 1, completed: 0, inProgress: 1, blocked: 0 })
    expect(read.project.metrics.cycleTime.distribution.at(-1)).toEqual({ upToHours: null, count: 0 })
    expect((await ask(stranger, document)).project).toBeNull()
  })

  it('refuse a range that is none, or too long', async () => {
    for (const range of ['from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z"', 'from: "2020-01-01T00:00:00Z"']) {
      const { errors } = await send(ann, `{ project(ref: "${web.key}") { metrics(${range}) { completed } } }`)
      expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('from: '), extensions: { code: 'INVALID_INPUT' } })
    }
  })
})
