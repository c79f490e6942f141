import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { draftTemplate } from './draft.ts'
import { instantiateTemplate } from './instantiate.ts'
import { readTemplate } from './read.ts'
import { saveTemplate } from './save.ts'

let ann: Caller
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})

const FIELDS = {
  title: true,
  description: true,
  why: true,
  what: true,
  done: true,
  priority: true,
  estimatedHours: true,
  impactNotes: true,
} as const
/** What a template keeps of a project, in an order of its own. */
async function shape(projectId: string) {
  const tasks = await db().task.findMany({ where: { projectId }, orderBy: { number: 'asc' }, select: { ...FIELDS, id: true } })
  const titles = new Map(tasks.map(({ id, title }) => [id, title]))
  const where = { projectId }
  const edges = await db().dependency.findMany({ where })
  const tags = await db().taskTag.findMany({ where })
  const files = await db().fileReference.findMany({ where })
  const ids = { taskId: { in: [...titles.keys()] } }
  const criteria = await db().criterion.findMany({ where: ids })
  const capabilities = await db().requiredCapability.findMany({ where: ids })
  return {
    tasks: tasks.map(({ id: _, ...fields }) => fields),
    edges: edges.map(({ taskId, dependsOnId, kind }) => `${titles.get(taskId)} ${kind} ${titles.get(dependsOnId)}`).sort(),
    tags: tags.map(({ taskId, tag }) => `${titles.get(taskId)} ${tag}`).sort(),
    files: files.map(({ taskId, path, lineStart, lineEnd, note }) => [titles.get(taskId), path, lineStart, lineEnd, note].join(' ')).sort(),
    criteria: criteria.map(({ taskId, text, position }) => `${titles.get(taskId)} ${position} ${text}`).sort(),
    capabilities: capabilities.map(({ taskId, capability }) => `${titles.get(taskId)} ${capability}`).sort(),
  }
}

describe('a template made of tasks', () => {
  it('creates the same tasks again: every field, whatever their words, and what joins them', async () => {
    const from = await project(ann)
    const to = await project(ann)
    const epic = await task(ann, from, { title: '{{not}} a \\{{variable}}: "quoted" #hash', description: '- one\n- two\n\n  {{x}}\t|\n' })
    const first = await task(ann, from, {
      title: 'Größe messen',
      parent: epic.key,
      priority: 3,
      tags: ['UI', 'yes', '1.0', 'null'],
      estimatedHours: 2.5,
      criteria: ['true', '{{a}}'],
      requiredCapabilities: ['css'],
      brief: { why: 'w: h', done: '~' },
      impactNotes: '> quoted\n',
      files: [{ path: 'src/a.ts' }, { path: 'src/b.ts', lineStart: 3, lineEnd: 9, note: 'here' }],
    })
    await task(ann, from, { title: 'Größe messen', dependsOn: [first.key, epic.key] })
    await task(ann, from, { title: '🦊', dependsOn: [first.key], parent: epic.key })
    const source = await draftTemplate(ann, { project: from.key })
    expect(readTemplate(source, '2026-03-01').faults).toEqual([])
    const { template } = await saveTemplate(ann, { project: to.key, source })
    await instantiateTemplate(ann, { project: to.key, template, values: {} })
    expect(await shape(to.id)).toEqual(await shape(from.id))
  })

  it('counts deadlines from the first one, and asks for people by variables', async () => {
    const own = await project(ann)
    const bob = await member(ann, own)
    const a = await task(ann, own, { title: 'A', deadline: new Date('2026-03-10T23:59:59Z'), assignee: bob.handle })
    const b = await task(ann, own, { title: 'B', deadline: new Date('2026-03-24T12:00:00Z') })
    const source = await draftTemplate(ann, { project: own.key, tasks: [b.key, a.id], keepAssignees: true, name: 'Again' })
    const { template } = readTemplate(source, '2026-03-01')
    expect(template).toMatchObject({
      name: 'Again',
      variables: { first_deadline: { type: 'date' } },
      tasks: [
        { ref: 'a', deadline: '{{first_deadline}}' },
        { ref: 'b', deadline: '{{first_deadline + 14d}}' },
      ],
    })
    const { template: id } = await saveTemplate(ann, { project: own.key, source })
    await instantiateTemplate(ann, { project: own.key, template: id, values: { first_deadline: '2027-01-01' } })
    const again = await db().task.findMany({ where: { projectId: own.id, number: { gt: 2 } }, orderBy: { number: 'asc' } })
    expect(again.map(({ deadline, assigneeId }) => [deadline?.toISOString().slice(0, 10), assigneeId])).toEqual([
      ['2027-01-01', bob.actorId],
      ['2027-01-15', null],
    ])
    expect(await draftTemplate(ann, { project: own.key })).not.toContain(bob.handle)
  })

  it('leaves out what is not chosen, deleted or, of a whole project, cancelled', async () => {
    const own = await project(ann)
    const [a, b] = [await task(ann, own, { title: 'A' }), await task(ann, own, { title: 'B' })]
    const c = await task(ann, own, { title: 'C', dependsOn: [a.key, b.key] })
    const { template } = readTemplate(await draftTemplate(ann, { project: own.key, tasks: [a.key, c.key] }), '2026-03-01')
    expect(template?.tasks).toMatchObject([{ ref: 'a' }, { ref: 'c', dependsOn: ['a'] }])
  })

  it('is refused for tasks of elsewhere, for none, and for strangers', async () => {
    const [own, other, empty] = [await project(ann), await project(ann), await project(ann)]
    const far = await task(ann, other)
    await expect(draftTemplate(ann, { project: own.key, tasks: [far.key, 'NO-1'] })).rejects.toMatchObject({
      issues: [{ field: 'tasks.0' }, { field: 'tasks.1' }],
    })
    await expect(draftTemplate(ann, { project: empty.key })).rejects.toMatchObject({ issues: [{ field: 'project' }] })
    await expect(draftTemplate(await person(), { project: own.key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
