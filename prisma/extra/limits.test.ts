import { beforeAll, describe, expect, test } from 'vitest'
import { authClient, connect, db, dialect, disconnect } from '#lib/db.ts'
import { emptyDatabase } from '#lib/testing/database.ts'
import { diffModels } from '#prisma/tools/engine.ts'
import { models, type Migration, sha256 } from '#prisma/tools/history.ts'
import { migrate, planFor } from '#prisma/tools/migrate.ts'

type Row = Record<string, string>

const T = `'2030-01-01 00:00:00'`
const q = (text: string) => `'${text}'`
const x = (times: number) => q('x'.repeat(times))
/** One code point, two UTF-16 units, four bytes. */
const wide = (times: number) => q('🦊'.repeat(times))

/** One valid row of each table, as SQL literals, in the order in which they can be stored. */
const ROWS: Record<string, Row> = {
  Actor: { id: q('act_1'), kind: q('AGENT'), handle: q('fox'), name: q('Fox'), createdAt: T, updatedAt: T },
  Project: { id: q('prj_1'), key: q('WEB'), name: q('Web'), createdAt: T, updatedAt: T },
  Member: { projectId: q('prj_1'), actorId: q('act_1'), role: q('OWNER'), createdAt: T },
  Task: { id: q('0000000a'), projectId: q('prj_1'), number: '1', key: q('WEB-1'), title: q('One'), createdAt: T, updatedAt: T },
  TaskTag: { taskId: q('0000000a'), projectId: q('prj_1'), fold: q('api'), tag: q('API') },
  Criterion: { id: q('cri_1'), taskId: q('0000000a'), position: '1', text: q('It works') },
  Dependency: { id: q('dep_1'), projectId: q('prj_1'), taskId: q('0000000a'), dependsOnId: q('0000000b'), kind: q('PARENT'), createdAt: T },
  Claim: { id: q('clm_1'), taskId: q('0000000a'), projectId: q('prj_1'), holderId: q('act_1'), fence: '1', leasedAt: T, expiresAt: T },
  ContextEntry: { id: q('ctx_1'), projectId: q('prj_1'), taskId: q('0000000a'), kind: q('UPDATE'), body: q('Done'), createdAt: T },
  Question: { id: q('qst_1'), projectId: q('prj_1'), taskId: q('0000000a'), askerId: q('act_1'), body: q('Which?'), createdAt: T },
  Watcher: { taskId: q('0000000a'), actorId: q('act_1'), level: q('FOLLOWING'), createdAt: T },
  FileReference: { id: q('fil_1'), projectId: q('prj_1'), taskId: q('0000000a'), path: q('src/a.ts'), createdAt: T },
  Notification: { recipientId: q('act_1'), seq: '1', reason: q('ASSIGNED'), stream: q('WEB'), eventSeq: '1', createdAt: T, updatedAt: T },
  SavedView: {
    id: q('vw_1'),
    projectId: q('prj_1'),
    ownerId: q('act_1'),
    name: q('Mine'),
    page: q('TASKS'),
    query: q(''),
    createdAt: T,
    updatedAt: T,
  },
  PluginRow: { plugin: q('sync'), collection: q('links'), key: q('k'), value: q('{}'), updatedAt: T },
  Template: { id: q('tpl_1'), name: q('Release'), source: q('name: x'), createdById: q('act_1'), createdAt: T, updatedAt: T },
  Webhook: {
    ...{ id: q('whk_1'), projectId: q('prj_1'), url: q('https://example.org'), secret: q('sealed'), seq: '0', createdById: q('act_1') },
    ...{ createdAt: T, updatedAt: T },
  },
}

/** Values of a new row of each table that do not collide with the valid one. */
const FRESH: Record<string, Row> = {
  Actor: { id: q('act_2'), handle: q('owl') },
  Project: { id: q('prj_2'), key: q('API') },
  Member: { actorId: q('act_9') },
  Task: { id: q('0000000c'), number: '3', key: q('WEB-3') },
  TaskTag: { fold: q('ui') },
  Criterion: { id: q('cri_2'), position: '2' },
  Dependency: { id: q('dep_2'), kind: q('RELATED') },
  Claim: { id: q('clm_2'), fence: '2', endedAt: T, outcome: q('RELEASED') },
  ContextEntry: { id: q('ctx_2') },
  Question: { id: q('qst_2'), state: q('ANSWERED') },
  Watcher: { actorId: q('act_9') },
  FileReference: { id: q('fil_2') },
  Notification: { seq: '2', eventSeq: '2' },
  SavedView: { id: q('vw_2') },
  Webhook: { id: q('whk_2') },
  PluginRow: { key: q('other') },
  Template: { id: q('tpl_2') },
}

/** table.column, what is just refused, what is just allowed. */
const LIMITS: [string, string[], string[]][] = [
  ['Actor.handle', [q('a'), q('-fox'), q('Fox'), q('a b'), x(51)], [q('a1'), q('a.b_c-d'), x(50)]],
  ['Project.key', [q('A'), q('web'), q('1A'), q('A-B'), q('ABCDEFGHIJK')], [q('A1'), q('ABCDEFGHIJ')]],
  ['Project.name', [q(''), wide(201)], [wide(200)]],
  ['Project.repository', [wide(501)], [wide(500)]],
  ...['why', 'what', 'done'].flatMap((column) => [
    [`Project.${column}`, [wide(5001)], [wide(5000)]] satisfies [string, string[], string[]],
    [`Task.${column}`, [wide(5001)], [wide(5000)]] satisfies [string, string[], string[]],
  ]),
  ...['seq', 'lastNumber', 'pending', 'blocked', 'inProgress', 'completed', 'cancelled'].map(
    (column) => [`Project.${column}`, ['-1'], ['0']] satisfies [string, string[], string[]],
  ),
  ['Task.id', [q('0000000'), q('000000000'), q('0000000G'), q('0000000A')], [q('deadbeef')]],
  ['Task.title', [q(''), wide(501)], [wide(500)]],
  ['Task.description', [wide(5001)], [wide(5000)]],
  ['Task.impactNotes', [wide(5001)], [wide(5000)]],
  ['Task.completionSummary', [wide(5001)], [wide(5000)]],
  ['Task.feedbackNote', [wide(501)], [wide(500), 'NULL']],
  ['Task.holdReason', [wide(2001)], [wide(2000), 'NULL']],
  ['Task.priority', ['-1', '4'], ['0', '3']],
  ['Task.effectivePriority', ['-1', '4'], ['0', '3']],
  ['Task.estimatedHours', ['0', '-1'], ['0.25', 'NULL']],
  ['Task.actualHours', ['-0.5'], ['0', 'NULL']],
  ['Task.feedbackQuality', ['0', '6'], ['1', '5', 'NULL']],
  ['Task.feedbackTimeliness', ['0', '6'], ['1', '5', 'NULL']],
  ['Task.openBlockers', ['-1'], ['0']],
  ['Task.openDependents', ['-1'], ['0']],
  ['Task.fence', ['-1'], ['0']],
  ['Task.attempts', ['-1'], ['0']],
  ['Task.status', [q('BLOCKED'), q('UNHEARD')], [q('IN_PROGRESS'), q('COMPLETED'), q('PENDING')]],
  ['Task.isBlocked', ['true'], ['false']],
  ['TaskTag.tag', [q(''), wide(51)], [wide(50)]],
  ['Actor.wipLimit', ['0', '101'], ['1', '100', 'NULL']],
  ['ContextEntry.priority', ['-1', '4'], ['0', '3', 'NULL']],
  ['Question.state', [q('UNHEARD')], [q('DECLINED'), q('OPEN')]],
  ['Question.body', [q(''), wide(5001)], [wide(5000)]],
  ['Question.answer', [wide(5001)], [wide(5000)]],
  ['Webhook.name', [wide(101)], [wide(100), q('')]],
  ['Webhook.url', [q(''), wide(2001)], [wide(2000)]],
  ['SavedView.page', [q('UNHEARD')], [q('BOARD')]],
  ['SavedView.name', [q(''), wide(101)], [wide(100)]],
  ['SavedView.query', [wide(2001)], [wide(2000)]],
  ['PluginRow.collection', [wide(51)], [wide(50), q('')]],
  ['PluginRow.key', [q(''), wide(201)], [wide(200)]],
  ['PluginRow.value', [wide(16_385), x(65_537)], [wide(16_384)]],
  ['Template.name', [q(''), wide(101)], [wide(100)]],
  ['Template.description', [wide(2001)], [wide(2000)]],
  ['Template.source', [q(''), x(200_001)], [x(200_000)]],
  ['Watcher.level', [q('UNHEARD')], [q('MUTED'), q('FOLLOWING')]],
  ['Criterion.text', [q(''), wide(501)], [wide(500)]],
  ['Criterion.evidence', [wide(5001)], [wide(5000)]],
  ['Criterion.state', [q('UNHEARD')], [q('MET')]],
  ['Dependency.dependsOnId', [q('0000000a')], [q('0000000b')]],
  ['Dependency.kind', [q('UNHEARD')], [q('BLOCKS')]],
  ['Claim.fence', ['0'], ['3']],
  ['ContextEntry.kind', [q('UNHEARD')], [q('NOTE'), q('UPDATE')]],
  ['ContextEntry.body', [q(''), wide(20_001)], [wide(20_000)]],
  [
    'FileReference.path',
    [q(''), x(1001), q('/etc/passwd'), q('../a'), q('a/../b'), q('a/..'), q('C:/a'), q('\\\\host\\a'), q('a\\..\\b')],
    [x(1000), q('a/..b/c'), q('src/app/[key]/page.tsx')],
  ],
  ['FileReference.lineStart', ['0'], ['1', 'NULL']],
  ['FileReference.lineEnd', ['3'], ['NULL']],
  ['Actor.kind', [q('UNHEARD')], [q('PERSON')]],
  ['Project.status', [q('UNHEARD')], [q('ARCHIVED')]],
  ['Project.editing', [q('UNHEARD')], [q('OPEN')]],
  ['Member.role', [q('UNHEARD')], [q('VIEWER')]],
  ['Notification.state', [q('UNHEARD')], [q('SNOOZED')]],
]

const run = (sql: string) => authClient().$executeRawUnsafe(sql)
const insert = (table: string, row: Row) =>
  run(`INSERT INTO "${table}" (${Object.keys(row).map((column) => `"${column}"`)}) VALUES (${Object.values(row).join(', ')})`)
const REFUSED = /limit|invalid input value for enum|Foreign key constraint violated/

describe.each(['fresh', 'having come through every migration'])('a database that is %s', (history) => {
  beforeAll(async () => {
    await disconnect()
    const url = await emptyDatabase()
    if (history === 'fresh') await migrate(url)
    else await stepByStep(url)
    await connect(url)
    for (const [table, row] of Object.entries(ROWS)) {
      if (table === 'Dependency') await insert('Task', { ...ROWS.Task, id: q('0000000b'), number: '2', key: q('WEB-2') })
      await insert(table, row)
    }
  })

  test.each(LIMITS)('refuses %s beyond its limit, changed or new, and takes it at its limit', async (name, bad, good) => {
    const [table = '', column = ''] = name.split('.')
    const row = ROWS[table] ?? {}
    const key = Object.entries(row)[0] ?? ['', '']
    const change = (value: string) => run(`UPDATE "${table}" SET "${column}" = ${value} WHERE "${key[0]}" = ${key[1]}`)
    for (const value of bad) {
      await expect(change(value), `${column} = ${value.slice(0, 40)}`).rejects.toThrow(REFUSED)
      await expect(insert(table, { ...row, ...FRESH[table], [column]: value }), `new ${value.slice(0, 40)}`).rejects.toThrow(REFUSED)
    }
    const before = row[column]
    if (column === 'id') return
    for (const value of good) await change(value)
    if (before !== undefined) await change(before)
  })

  test('refuses a task that waits and is not blocked, or is free and blocked', async () => {
    const set = (status: string, isBlocked: boolean) =>
      run(`UPDATE "Task" SET status = '${status}', "isBlocked" = ${isBlocked} WHERE id = '0000000a'`)
    await expect(set('BLOCKED', false)).rejects.toThrow(REFUSED)
    await expect(set('PENDING', true)).rejects.toThrow(REFUSED)
    await set('BLOCKED', true)
    await set('IN_PROGRESS', true)
    await set('PENDING', false)
  })

  test('refuses a range of lines that ends before it begins', async () => {
    const set = (start: string, end: string) => run(`UPDATE "FileReference" SET "lineStart" = ${start}, "lineEnd" = ${end}`)
    await expect(set('5', '4')).rejects.toThrow(REFUSED)
    await expect(set('NULL', '4')).rejects.toThrow(REFUSED)
    await set('5', '5')
    await set('NULL', 'NULL')
  })

  test('refuses a second open claim and a second parent', async () => {
    await expect(insert('Claim', { ...ROWS.Claim, id: q('clm_3'), fence: '9' })).rejects.toThrow(/unique/i)
    const other = { ...ROWS.Task, id: q('0000000d'), number: '4', key: q('WEB-4') }
    await insert('Task', other)
    await expect(insert('Dependency', { ...ROWS.Dependency, id: q('dep_3'), dependsOnId: other.id })).rejects.toThrow(/unique/i)
  })

  test('refuses a second open question of a task', async () => {
    await expect(insert('Question', { ...ROWS.Question, id: q('qst_3') })).rejects.toThrow(/unique/i)
  })

  test('refuses an ended claim without an outcome', async () => {
    await expect(run(`UPDATE "Claim" SET "endedAt" = ${T} WHERE id = 'clm_1'`)).rejects.toThrow(REFUSED)
  })

  test('refuses the 31st tag and the 11th criterion of a task', async () => {
    for (let i = 2; i <= 30; i++) await insert('TaskTag', { ...ROWS.TaskTag, fold: q(`t${i}`) })
    await expect(insert('TaskTag', { ...ROWS.TaskTag, fold: q('t31') })).rejects.toThrow(REFUSED)
    for (let i = 2; i <= 10; i++) await insert('Criterion', { ...ROWS.Criterion, id: q(`cri_${i}`), position: String(i) })
    await expect(insert('Criterion', { ...ROWS.Criterion, id: q('cri_11'), position: '11' })).rejects.toThrow(REFUSED)
  })

  test('finds a task and a public context entry by their words, and never a private note', async () => {
    await run(`UPDATE "Task" SET title = 'Paint the fence', description = 'Été blue' WHERE id = '0000000a'`)
    await run(`UPDATE "ContextEntry" SET body = 'The brush is in the shed' WHERE id = 'ctx_1'`)
    await insert('ContextEntry', { ...ROWS.ContextEntry, id: q('ctx_note'), kind: q('NOTE'), body: q('A private brush') })
    expect(await tasksWith('fence')).toEqual(['0000000a'])
    expect(await tasksWith('blue')).toEqual(['0000000a'])
    expect(await tasksWith('one')).not.toContain('0000000a')
    expect(await contextWith('brush')).toEqual(['ctx_1'])
    await run(`UPDATE "ContextEntry" SET kind = 'NOTE' WHERE id = 'ctx_1'`)
    expect(await contextWith('brush')).toEqual([])
  })

  test('keeps sealed bodies out of the index of words, and lets them be as long as sealing makes them', async () => {
    const body = q('Many words')
    await insert('ContextEntry', { ...ROWS.ContextEntry, id: q('ctx_open'), body })
    expect(await contextWith('many')).toEqual(['ctx_open'])
    await run(`UPDATE "ContextEntry" SET body = ${x(107_000)}, "keyId" = 'k', nonce = 'n' WHERE id = 'ctx_open'`)
    expect(await contextWith('many')).toEqual([])
    await insert('ContextEntry', { ...ROWS.ContextEntry, id: q('ctx_sealed'), body, keyId: q('k'), nonce: q('n') })
    expect(await contextWith('many')).toEqual([])
    await run(`UPDATE "ContextEntry" SET "keyId" = NULL, nonce = NULL WHERE id = 'ctx_sealed'`)
    expect(await contextWith('many')).toEqual(['ctx_sealed'])
    await expect(run(`UPDATE "ContextEntry" SET body = ${x(107_001)} WHERE id = 'ctx_open'`)).rejects.toThrow(REFUSED)
    await expect(insert('ContextEntry', { ...ROWS.ContextEntry, id: q('ctx_half'), keyId: q('k') })).rejects.toThrow(REFUSED)
  })
})

/** Each migration by itself, and last one that rebuilds the tables that carry most of the rules. */
async function stepByStep(url: string) {
  const plan = planFor(url)
  for (let upTo = 1; upTo <= plan.migrations.length; upTo++) {
    const last = upTo === plan.migrations.length
    await migrate(url, { migrations: plan.migrations.slice(0, upTo), extra: last ? plan.extra : '', extraHash: last ? plan.extraHash : '' })
  }
  await migrate(url, { ...plan, migrations: [...plan.migrations, await rebuild(url)] })
}

async function rebuild(url: string): Promise<Migration> {
  const add = (table: string) => `ALTER TABLE "${table}" ADD COLUMN "later" TEXT;`
  const all = (await diffModels('sqlite', null, models(), true)) ?? ''
  const sql = url.startsWith('file:')
    ? ['Task', 'ContextEntry', 'Claim', 'Dependency', 'Question'].map((table) => rebuilt(table, all)).join('\n')
    : add('Task') + add('Claim')
  return { name: '29990101000000_rebuild', sql, checksum: sha256(sql) }
}

/** What Prisma writes for SQLite when a column changes: a new table, renamed into the old one's place. */
function rebuilt(table: string, all: string): string {
  const create = all.match(new RegExp(`CREATE TABLE "${table}" \\([\\s\\S]*?\\n\\);`))?.[0] ?? ''
  const indexes = all.match(new RegExp(`CREATE (UNIQUE )?INDEX "[^"]+" ON "${table}"\\(.*\\);`, 'g')) ?? []
  const columns = [...create.matchAll(/^ {4}("\w+") /gm)].map((match) => match[1]).join(', ')
  return `${create.replace(`"${table}"`, `"new_${table}"`)}
INSERT INTO "new_${table}" (${columns}) SELECT ${columns} FROM "${table}";
DROP TABLE "${table}";
ALTER TABLE "new_${table}" RENAME TO "${table}";
${indexes.join('\n')}`
}

async function tasksWith(word: string) {
  const sql =
    dialect() === 'sqlite'
      ? `SELECT t.id FROM task_fts f JOIN "Task" t ON t.rowid = f.rowid WHERE task_fts MATCH '${word}'`
      : `SELECT id FROM "Task" WHERE to_tsvector('simple', title || ' ' || description) @@ to_tsquery('simple', '${word}') AND "deletedAt" IS NULL`
  return (await db().$queryRawUnsafe<{ id: string }[]>(sql)).map((row) => row.id)
}

async function contextWith(word: string) {
  const sql =
    dialect() === 'sqlite'
      ? `SELECT c.id FROM context_fts f JOIN "ContextEntry" c ON c.rowid = f.rowid WHERE context_fts MATCH '${word}'`
      : `SELECT id FROM "ContextEntry" WHERE to_tsvector('simple', body) @@ to_tsquery('simple', '${word}') AND kind <> 'NOTE' AND "keyId" IS NULL`
  return (await db().$queryRawUnsafe<{ id: string }[]>(sql)).map((row) => row.id)
}
