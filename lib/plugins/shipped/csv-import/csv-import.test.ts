import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { creationGates } from '#lib/domain/gates.ts'
import { updateTask } from '#lib/domain/task/update.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { RefusedError } from '#lib/errors.ts'
import { member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openPlugin } from '../testing.ts'

let ann: Caller
let web: ProjectRow
let plugin: Awaited<ReturnType<typeof openPlugin>>

beforeAll(async () => {
  await testDatabase()
  plugin = await openPlugin('csv-import')
})
beforeEach(async () => {
  ann = await person()
  web = await project(ann)
  await plugin.caughtUp(web)
})
afterAll(() => plugin.stop())

const bring = (file: string, given: Record<string, unknown> = {}) => plugin.run(ann, 'import', web, { file, dryRun: false, ...given })
const tasks = () =>
  db().task.findMany({
    where: { projectId: web.id },
    orderBy: { number: 'asc' },
    include: { blockers: { include: { dependsOn: true }, orderBy: { kind: 'asc' } }, assignee: true, criteria: true },
  })
const results = ({ rows }: { rows: Record<string, unknown>[] }) => rows.map(({ result }) => result)
const linksOf = ({ blockers }: Awaited<ReturnType<typeof tasks>>[number]) =>
  blockers.map(({ kind, dependsOn }) => `${kind} ${dependsOn.title}`)

const PLAN = `Id,Summary,Priority,Labels,Estimate,Due,Depends on,Parent,Assignee,Status,Sprint,Success criteria
1,Lay the keel,High,"hull, wood",8,2026-12-01,"2; 3",5,ANN,,12,Straight; Dry
2,Fell the oak,,,,,,5,,Done,,
3,Choose a yard,,,,,,,,Won't do,,
4,Launch,Whenever,,,,"1,99",,stranger,,,
5,The ship,,,,,,,,,,
`

it('makes tasks with their fields, links and states from the rows of a file', async () => {
  const { handle } = ann
  const answer = await bring(PLAN.replace('ANN', `@${handle.toUpperCase()}`))
  expect(answer.markdown).toContain('5 rows: 5 created.')
  expect(answer.markdown).toContain('kept in the description: Sprint')
  const byTitle = Object.fromEntries((await tasks()).map((one) => [one.title, one]))
  const keel = byTitle['Lay the keel']
  expect(keel).toMatchObject({ priority: 2, estimatedHours: 8, description: '- Sprint: 12', status: 'BLOCKED', assignee: { handle } })
  expect(keel?.deadline?.toISOString()).toBe('2026-12-01T00:00:00.000Z')
  expect(keel?.criteria.map(({ text }) => text)).toEqual(['Straight', 'Dry'])
  expect(keel && linksOf(keel).sort()).toEqual(['BLOCKS Choose a yard', 'BLOCKS Fell the oak', 'PARENT The ship'])
  expect([byTitle['Fell the oak']?.status, byTitle['Choose a yard']?.status]).toEqual(['COMPLETED', 'CANCELLED'])
  expect(byTitle.Launch).toMatchObject({ priority: 1, assignee: null })
  expect(byTitle.Launch?.description).toBe('- priority: Whenever\n- assignee: stranger')
  expect(answer.rows.find(({ key }) => key === '4')?.remarks).toContain('depends on "99": there is no such row or task')
})

it('says in a dry run what it would do, and writes nothing', async () => {
  const { seq } = await db().project.findUniqueOrThrow({ where: { id: web.id } })
  const answer = await bring(PLAN, { dryRun: true })
  expect(answer.markdown).toContain('**Dry run: nothing was written.** 5 rows: 5 would be created.')
  expect(await tasks()).toEqual([])
  const { rows } = await plugin.run(ann, 'import', web, { file: PLAN })
  expect(rows.every(({ result, task: key }) => result === 'would be created' && key === null)).toBe(true)
  expect(await db().task.count({ where: { projectId: web.id } })).toBe(0)
  expect(await db().event.count({ where: { projectId: web.id, action: { not: 'PLUGIN_COMMAND_RUN' } } })).toBe(seq)
})

it('changes nothing when the same file comes again, and then only what the file says otherwise', async () => {
  await bring(PLAN)
  const before = await tasks()
  expect(results(await bring(PLAN))).toEqual(Array(5).fill('unchanged'))
  expect(await tasks()).toEqual(before)
  const launch = before.find(({ title }) => title === 'Launch')
  await updateTask(ann, { task: launch?.id ?? '', priority: 0 })
  const next = `${PLAN.replace('Launch', 'Launch it').replace('"1,99"', '"1,3,99"')}99,Buy paint\n`
  const dry = await bring(next, { dryRun: true })
  expect(dry.rows.filter(({ result }) => result !== 'unchanged')).toMatchObject([
    {
      key: '4',
      result: 'would be updated',
      remarks:
        'priority: "Whenever" is no priority, MEDIUM was taken; assignee: "stranger" is no member\'s handle, nobody was assigned; changes title',
    },
    { key: '99', result: 'would be created' },
  ])
  expect(results(await bring(next))).toEqual(['unchanged', 'unchanged', 'unchanged', 'updated', 'unchanged', 'created'])
  const after = (await tasks()).find(({ id }) => id === launch?.id)
  // The link to 99 was missing until now.
  expect(after && linksOf(after).sort()).toEqual(['BLOCKS Buy paint', 'BLOCKS Choose a yard', 'BLOCKS Lay the keel'])
  expect(after).toMatchObject({ title: 'Launch it', priority: 0 })
  expect(results(await bring(next))).toEqual(Array(6).fill('unchanged'))
})

it('follows a status that changes in the file, and leaves what cannot follow for a later run', async () => {
  const file = (one: string, two: string) => `id,title,status,depends on\n1,One,${one},\n2,Two,${two},1\n`
  await bring(file('open', 'open'))
  const early = await bring(file('open', 'done'))
  expect(early.rows[1]).toMatchObject({ result: 'updated', remarks: expect.stringContaining('status: ') })
  const statuses = async () => (await tasks()).map(({ status }) => status)
  expect(await statuses()).toEqual(['PENDING', 'BLOCKED'])
  await bring(file('done', 'done'))
  expect(await statuses()).toEqual(['COMPLETED', 'COMPLETED'])
  await bring(file('open', 'done'))
  expect(await statuses()).toEqual(['PENDING', 'COMPLETED'])
})

it('refuses rows alone, with what refused them, and brings the others', async () => {
  creationGates.set('test', ({ tasks: planned }) =>
    planned.some(({ title }) => title.includes('secret')) ? Promise.reject(new RefusedError('test', 'not that one')) : Promise.resolve(),
  )
  try {
    const file = `id,title,depends on\n${Array.from({ length: 60 }, (_, i) => `${i},${i % 20 === 7 ? 'secret' : 'fine'} ${i},${i === 8 ? 7 : ''}`).join('\n')}`
    const answer = await bring(file)
    expect(answer.markdown).toContain('60 rows: 57 created, 3 refused.')
    expect(answer.rows[8]).toMatchObject({ result: 'created', remarks: 'depends on "7": that row was not created' })
  } finally {
    creationGates.delete('test')
  }
})

it('that was interrupted goes on where it was, and makes nothing twice', async () => {
  const file = `id,title,depends on\n${Array.from({ length: 120 }, (_, i) => `${i},Task ${i},${i > 0 ? i - 1 : ''}`).join('\n')}`
  let batches = 0
  // The plugin's thread ends while its second batch is on its way into the database.
  creationGates.set('test', async () => {
    if (++batches === 2) await plugin.stop()
  })
  await expect(bring(file)).rejects.toThrow('csv-import')
  creationGates.delete('test')
  plugin = await openPlugin('csv-import')
  await expect.poll(async () => (await tasks()).length).toBe(100)
  const answer = await bring(file)
  expect(answer.markdown).toContain('120 rows: 20 created, 100 unchanged.')
  const made = await tasks()
  expect(made.map(({ title }) => title)).toEqual(Array.from({ length: 120 }, (_, i) => `Task ${i}`))
  expect(made.flatMap(linksOf)).toHaveLength(119)
})

it('keeps text beyond the limits in an update, and links to tasks that are there already', async () => {
  const old = await task(ann, web, { title: 'Old' })
  const long = 'x'.repeat(6000)
  await bring(`title,description,depends on\nNew,${long},${old.key}`)
  const [, made] = await tasks()
  expect(made && linksOf(made)).toEqual(['BLOCKS Old'])
  expect(made?.description).toHaveLength(5000)
  expect(await db().contextEntry.findMany({ where: { taskId: made?.id ?? '' } })).toMatchObject([{ kind: 'UPDATE', body: long }])
})

it('refuses what is no table of tasks, and whoever may not create tasks', async () => {
  await expect(bring('a,b\n1,2')).rejects.toThrow('No column is the title')
  await expect(bring('title\nA', { columns: 'colour=title' })).rejects.toThrow('"colour" is no field')
  await expect(bring('', {})).rejects.toThrow('file')
  const viewer = await member(ann, web, 'VIEWER')
  await expect(plugin.run(viewer, 'import', web, { file: 'title\nA' })).rejects.toThrow('MEMBER or OWNER')
})
