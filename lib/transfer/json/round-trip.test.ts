import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commandCaller } from '#lib/auth/callers.ts'
import { useKeys } from '#lib/cipher.ts'
import { connect, db, disconnect, transaction } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { addDependency } from '#lib/domain/dependency/add.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { createTask } from '#lib/domain/task/create.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { freshDatabase } from '#lib/testing/database.ts'
import { exported } from '../export/testing-export.ts'
import { livedInProject } from '../testing-project.ts'
import { bringJson } from './bring-json.ts'

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-json-'))
const file = join(folder, 'export.json')
const admin = commandCaller()
let lived: Awaited<ReturnType<typeof livedInProject>>
let text: string

/** Everything but the head, which says when and by whom. */
const body = (whole: string) => whole.slice(whole.indexOf('\n'))
const bring = (more: Partial<Parameters<typeof bringJson>[2]> = {}) => bringJson(admin, file, { project: '', ...more })
const again = (more = {}) => exported({ ...lived.owner, isAdmin: true }, { format: 'json', project: 'WEB', ...more })

async function elsewhere() {
  await disconnect()
  await connect(await freshDatabase())
}

/** The file with one of its lines changed. */
function change(from: string | RegExp, to: string) {
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  writeFileSync(file, changed)
}

beforeAll(async () => {
  await connect(await freshDatabase())
  lived = await livedInProject('WEB')
  text = await exported(lived.owner, { format: 'json', project: 'WEB' })
})
beforeEach(async () => {
  writeFileSync(file, text)
  await elsewhere()
})
afterEach(() => useKeys({}))

describe('a project that is exported and brought into an empty installation', () => {
  it('is exported again byte for byte, but for the head', async () => {
    const report = await bring()
    expect(report).toMatchObject({ format: 'json', project: 'WEB', created: 8, lines: 8, skipped: 0, dryRun: false })
    expect(body(await again())).toBe(body(text))
  })

  it('agrees with itself: the doctor finds nothing, and work goes on where it stood', async () => {
    await bring()
    expect(await diagnose()).toEqual([])
    const { owner, build, ship } = lived
    await db().question.findFirstOrThrow({ where: { taskId: build.id, state: 'OPEN' } })
    await createTask(owner, { project: 'WEB', title: 'The next one' })
    expect(await db().task.findFirst({ where: { title: 'The next one' } })).toMatchObject({ number: 9, key: 'WEB-9' })
    await completeTask(owner, { task: build.id, force: true, reason: 'It is' })
    expect(await db().task.findUnique({ where: { id: ship.id } })).toMatchObject({ status: 'PENDING', openBlockers: 0 })
    expect(await diagnose()).toEqual([])
  })

  it('brings nobody rights, sign-ins or news', async () => {
    await bring()
    expect(await db().actor.count({ where: { OR: [{ isAdmin: true }, { userId: { not: null } }] } })).toBe(0)
    expect(await db().token.count()).toBe(0)
    expect(await db().notification.count()).toBe(0)
    expect(await db().event.findFirst({ where: { stream: 'workspace', action: 'PROJECT_CREATED' } })).toMatchObject({
      subjectId: lived.project.id,
    })
  })

  it('is left alone the second time, and refused once it has moved on', async () => {
    await bring()
    const { seq } = await db().workspace.findUniqueOrThrow({ where: { id: 1 } })
    expect(await bring()).toMatchObject({ created: 0, unchanged: 8, lines: 8 })
    expect(await db().workspace.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({ seq })
    await createTask(lived.owner, { project: 'WEB', title: 'Since then' })
    await expect(bring()).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  })

  it('is only looked at in a dry run', async () => {
    expect(await bring({ dryRun: true })).toMatchObject({ created: 8, dryRun: true })
    expect([await db().project.count(), await db().actor.count(), await db().task.count()]).toEqual([0, 0, 0])
  })

  it('is not told to plugins and hooks as news', async () => {
    await transaction([], (tx) =>
      tx.deliveryCursor.create({ data: { consumer: 'hooks', stream: 'workspace', seq: 0, updatedAt: new Date() } }),
    )
    await bring()
    const { seq } = lived.project
    const { seq: last } = await db().project.findUniqueOrThrow({ where: { key: 'WEB' } })
    expect(last).toBeGreaterThanOrEqual(seq)
    expect(await db().deliveryCursor.findMany({ where: { stream: 'WEB' } })).toMatchObject([{ consumer: 'hooks', seq: last }])
  })

  it('is sealed where a key is set, and exported as it reads', async () => {
    useKeys({ ENCRYPTION_KEY: 'ab'.repeat(32) })
    await bring()
    expect(await db().contextEntry.count({ where: { keyId: null } })).toBe(0)
    expect(await db().contextEntry.count({ where: { body: { contains: 'project' } } })).toBe(0)
    expect(body(await again())).toBe(body(text))
  })

  it('goes in part by part to an installation of several projects', async () => {
    await elsewhere()
    const ann = await person()
    const other = await project(ann, { key: 'OPS' })
    const [a, b] = [await task(ann, other, { title: 'A', priority: 3 }), await task(ann, other, { title: 'B', priority: 0 })]
    await addDependency(ann, { task: a.id, dependsOn: b.id })
    await livedInProject('APP')
    const whole = await exported({ ...ann, isAdmin: true }, { format: 'json' })
    writeFileSync(file, whole)
    await elsewhere()
    expect(await bring()).toMatchObject({ project: 'APP, OPS', created: 10 })
    expect(body(await exported({ ...ann, isAdmin: true }, { format: 'json' }))).toBe(body(whole))
    expect(await diagnose()).toEqual([])
  })
})

describe('where names are taken', () => {
  it('people and agents with the same handle are taken for the same', async () => {
    const here = await person({ handle: lived.owner.handle })
    await person({ handle: lived.worker.handle })
    await bring()
    expect(await db().project.findUnique({ where: { key: 'WEB' } })).toMatchObject({ createdById: here.actorId })
    expect(await db().member.findFirst({ where: { actorId: here.actorId } })).toMatchObject({ role: 'OWNER' })
    // A person does not become an agent.
    expect(await db().actor.findUnique({ where: { id: lived.worker.actorId } })).toMatchObject({ handle: `${lived.worker.handle}-2` })
    const events = await db().event.findMany({ where: { stream: 'WEB' } })
    expect(JSON.stringify(events)).not.toContain(lived.owner.actorId)
    expect(await diagnose()).toEqual([])
  })

  it('a project comes in under another key, and a task under another id', async () => {
    const ann = await person()
    const other = await project(ann, { key: 'WEB' })
    await expect(bring()).rejects.toThrow('Another project has the key WEB here.')
    const mine = await task(ann, other)
    await transaction([], (tx) => tx.task.update({ where: { id: mine.id }, data: { id: lived.build.id } }))
    const report = await bring({ project: 'NEW' })
    expect(report).toMatchObject({ project: 'NEW', created: 8 })
    expect(report.rows[1]?.key).toBe('NEW-2')
    const moved = await db().task.findUniqueOrThrow({ where: { key: 'NEW-2' }, include: { blockers: true, questions: true } })
    expect(moved).toMatchObject({ externalKey: lived.build.id, blockers: [{ dependsOnId: lived.design.id }] })
    expect(moved.questions).toHaveLength(1)
    expect(await db().event.count({ where: { stream: 'NEW', taskId: moved.id } })).toBeGreaterThan(2)
    expect(await diagnose()).toEqual([])
  })
})

describe('a file that is not as it was written', () => {
  const refused = async () => {
    const error = await bring().then(
      () => null,
      (reason: unknown) => reason,
    )
    expect([await db().project.count(), await db().task.count(), await db().actor.count()]).toEqual([0, 0, 0])
    return error
  }

  it.each([
    ['was cut off', () => writeFileSync(file, text.slice(0, -200)), 'cut off'],
    ['was reformatted', () => writeFileSync(file, JSON.stringify(JSON.parse(text), null, 2)), 'no export of this product'],
    ['is of a newer program', () => change('"version":1', '"version":9'), 'version 9'],
    ['is something else', () => writeFileSync(file, '{"tasks":[]}\n'), 'no export of this product'],
    ['is empty', () => writeFileSync(file, ''), 'empty'],
    ['is no text', () => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x0a])), 'no export of this product'],
    ['lacks a line', () => change(/\{"criterion".*\n/, ''), 'records "criterion" are there'],
    ['has a field of its own', () => change('{"task":{', '{"task":{"extra":1,'), 'line'],
    ['has a title of no letters', () => change('"title":"Build it"', '"title":""'), 'title: must not be empty'],
    ['has an unknown record', () => change('{"criterion":', '{"criteria":'), '"criteria" is no record'],
    ['names an actor that is not there', () => change(/\{"actor":.*\n/, ''), 'there is no actor'],
    ['names a task that is not there', () => change(/"dependsOnId":"\w{8}"/, '"dependsOnId":"00000000"'), 'there is no task 00000000'],
    ['has a gap in its events', () => change('{"event":{"seq":3,', '{"event":{"seq":4,'), 'seq must be 3'],
    ['has NUL in a text', () => change('"title":"Build it"', '"title":"Build\\u0000it"'), 'must not contain NUL'],
  ])('that %s is refused before anything is written', async (_, spoil, reason) => {
    spoil()
    const error = await refused()
    expect(error).toMatchObject({ code: 'INVALID_INPUT' })
    expect(String(error)).toContain(reason)
  })

  it('whose dependencies close a cycle is refused', async () => {
    const edges = text.split('\n').filter((line) => line.includes('{"dependency"') && line.includes('BLOCKS'))
    const { taskId, dependsOnId } = (JSON.parse(edges[0]?.replace(/,$/, '') ?? '') as { dependency: Record<string, string> }).dependency
    const turned = (edges[0] ?? '').replace(
      /"id":"dep_\w+","taskId":"\w+","dependsOnId":"\w+"/,
      `"id":"dep_0000000000000000","taskId":"${dependsOnId}","dependsOnId":"${taskId}"`,
    )
    writeFileSync(file, text.replace(edges[0] ?? '', `${edges[0]}\n${turned}`))
    expect(String(await refused())).toContain('BLOCKS closes a cycle')
  })

  it('with an id that is there twice leaves nothing behind', async () => {
    const ids = [...text.matchAll(/"criterion":\{"id":"(cri_\w+)"/g)].map(([, id]) => id ?? '')
    change(ids[1] ?? '', ids[0] ?? '')
    expect(await refused()).not.toBe(null)
    writeFileSync(file, text)
    expect(await bring()).toMatchObject({ created: 8 })
  })

  it('says a status that its blockers contradict: the graph decides', async () => {
    change(/("title":"Ship it 🚀","description":"","status":)"BLOCKED"/, '$1"PENDING"')
    await bring()
    expect(await db().task.findUnique({ where: { id: lived.ship.id } })).toMatchObject({ status: 'BLOCKED' })
    expect(await diagnose()).toEqual([])
  })
})

describe('who restores', () => {
  it('an owner, an agent and a token of an admin that is limited to projects may not', async () => {
    const ann = await person({ isAdmin: true })
    for (const caller of [await person(), await agent(ann), { ...ann, projectIds: [] }])
      await expect(bringJson(caller, file, { project: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await bringJson(ann, file, { project: '' })).toMatchObject({ created: 8 })
  })

  it('clears away what was left half done, by a signal at once and after a crash the next time', async () => {
    const stop = new AbortController()
    stop.abort(new Error('stopped'))
    await expect(bring({ signal: stop.signal })).rejects.toThrow('stopped')
    expect(await db().project.count()).toBe(0)
    // As a killed process leaves it: rows, but no event counted.
    await bring()
    await transaction([], (tx) => tx.project.update({ where: { key: 'WEB' }, data: { seq: 0 } }))
    expect(await bring()).toMatchObject({ created: 8 })
    expect(body(await again())).toBe(body(text))
  })
})
