import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { caller, events, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import type { ProjectRow } from '../task/types.ts'
import { deleteTemplate } from './delete.ts'
import { instantiateTemplate } from './instantiate.ts'
import { saveTemplate } from './save.ts'
import { updateTemplate } from './update.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})

const SOURCE = [
  'name: Tea',
  'variables:',
  '  cups: { type: list, pattern: "[a-z]+" }',
  '  who: { type: person, required: false }',
  '  after: { type: text, required: false }',
  'tasks:',
  '  - { ref: water, title: Boil the water, dependsOn: "{{after}}", tags: [tea, "{{cups}}"] }',
  '  - { ref: pour, each: cups, as: cup, title: "Pour {{cup}}", dependsOn: [water], parent: serve, assignee: "{{who}}" }',
  '  - { ref: serve, title: Serve, criteria: [Hot], estimatedHours: 0.5 }',
].join('\n')
const save = async (by: Caller, source = SOURCE, of: string | null = web.key) => (await saveTemplate(by, { project: of, source })).template
const tasksOf = (projectId: string) => db().task.findMany({ where: { projectId }, orderBy: { number: 'asc' } })

describe('instantiating a template', () => {
  it('creates its tasks with all dependencies, in one write', async () => {
    const own = await project(ann)
    const before = await task(ann, own)
    const template = await save(ann, SOURCE, own.key)
    const outcome = await instantiateTemplate(ann, {
      project: own.key,
      template,
      values: { cups: ['red', 'blue'], who: ann.handle, after: before.key },
    })
    expect(outcome).toMatchObject({
      refs: ['water', 'pour[1]', 'pour[2]', 'serve'],
      dependencies: 5,
      dryRun: false,
      ready: 1,
      replayed: false,
    })
    const rows = await tasksOf(own.id)
    expect(rows.slice(1).map(({ id }) => id)).toEqual(outcome.tasks)
    expect(rows.slice(1).map(({ title, status, assigneeId }) => [title, status, assigneeId])).toEqual([
      ['Boil the water', 'BLOCKED', null],
      ['Pour red', 'BLOCKED', ann.actorId],
      ['Pour blue', 'BLOCKED', ann.actorId],
      ['Serve', 'PENDING', null],
    ])
    expect((await events({ stream: own.key })).filter(({ action }) => action === 'TASK_CREATED')).toHaveLength(5)
    await expectDerivedRight(own.id)
  })

  it('changes nothing in a dry run, and says what would be', async () => {
    const template = await save(bob)
    const before = await tasksOf(web.id)
    const outcome = await instantiateTemplate(bob, { project: web.id, template, values: { cups: ['a'] }, dryRun: true })
    expect(outcome).toMatchObject({
      tasks: [],
      refs: ['water', 'pour[1]', 'serve'],
      statuses: ['PENDING', 'BLOCKED', 'PENDING'],
      dryRun: true,
    })
    expect(await tasksOf(web.id)).toEqual(before)
  })

  it('is refused whole: for every value that does not fit, and for what only the project knows, with ref and line', async () => {
    const template = await save(bob)
    const before = (await tasksOf(web.id)).length
    await expect(instantiateTemplate(bob, { project: web.id, template, values: { cups: ['A'], tea: 1 } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [
        { field: 'values.tea', message: 'is no variable of this template' },
        { field: 'values.cups', message: '"A" does not fit the pattern [a-z]+' },
      ],
    })
    const values = { cups: ['a'], who: 'nobody', after: 'WEB-999' }
    await expect(instantiateTemplate(bob, { project: web.id, template, values })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: expect.arrayContaining([
        { field: 'tasks.water.dependsOn.0', message: expect.stringMatching(/WEB-999.*\(line 7 of the template\)$/) },
        { field: 'tasks.pour[1].assignee', message: expect.stringMatching(/nobody.*\(line 8 of the template\)$/) },
      ]),
    })
    expect(await tasksOf(web.id)).toHaveLength(before)
  })

  it('answers a repeated request from what it did, also when the template has changed or is gone', async () => {
    const template = await save(bob)
    const input = { project: web.id, template, values: { cups: ['a', 'b'] }, idempotencyKey: 'once' }
    const first = await instantiateTemplate(bob, input)
    expect(await instantiateTemplate(bob, input)).toEqual({ ...first, replayed: true })
    await updateTemplate(bob, { template, source: 'name: Tea\ntasks: [{ title: Other }]' })
    expect(await instantiateTemplate(bob, input)).toEqual({ ...first, replayed: true })
    await deleteTemplate(bob, { template })
    expect(await instantiateTemplate(bob, input)).toEqual({ ...first, replayed: true })
    await expect(instantiateTemplate(bob, { ...input, values: { cups: ['c'] } })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    await expect(instantiateTemplate(bob, { ...input, idempotencyKey: 'other' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('ten requests with one key create its tasks once', async () => {
    const own = await project(ann)
    const template = await save(ann, SOURCE, own.key)
    const input = { project: own.id, template, values: { cups: ['a'] }, idempotencyKey: 'race' }
    const all = await Promise.all(Array.from({ length: 10 }, () => instantiateTemplate(ann, input)))
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await tasksOf(own.id)).toHaveLength(3)
  })

  it('was looked at in an earlier version: is refused instead of creating something else', async () => {
    const template = await save(bob)
    await updateTemplate(bob, { template, source: `${SOURCE}\n` })
    await expect(
      instantiateTemplate(bob, { project: web.id, template, values: { cups: ['a'] }, expectedVersion: 1 }),
    ).rejects.toMatchObject({
      issues: [{ field: 'expectedVersion' }],
    })
  })

  it('needs the right to create tasks there, and sight of the template', async () => {
    const viewer = await member(ann, web, 'VIEWER')
    const stranger = await person()
    const other = await project(stranger)
    const template = await save(bob)
    const values = { cups: ['a'] }
    await expect(instantiateTemplate(viewer, { project: web.id, template, values })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      instantiateTemplate(caller(bob, { scopes: ['READ', 'WORK'] }), { project: web.id, template, values }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(instantiateTemplate(stranger, { project: other.id, template, values })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      what: 'template',
    })
    await expect(instantiateTemplate(stranger, { project: web.id, template, values })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      what: 'project',
    })
    expect(
      (await instantiateTemplate(stranger, { project: other.id, template: 'tpl_bug', values: { bug: 'Too cold' } })).refs,
    ).toHaveLength(4)
  })
})
