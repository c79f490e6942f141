import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'
import { db, Prisma } from '#lib/db.ts'
import { createTask } from '#lib/domain/task/create.ts'
import { person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { unguarded } from '../csv-cell.ts'
import { columnsOf, LEFT_OUT, LISTS, RECORD_NAMES, TABLES } from '../json/records.ts'
import { HOSTILE, livedInProject } from '../testing-project.ts'
import { exported } from './testing-export.ts'

let web: Awaited<ReturnType<typeof livedInProject>>
type Line = Record<string, Record<string, unknown>>
const recordsOf = (text: string): Line[] => (JSON.parse(text) as { records: Line[] }).records
const named = (text: string, name: string) => recordsOf(text).flatMap((line) => (line[name] ? [line[name]] : []))

beforeAll(async () => {
  await testDatabase()
  web = await livedInProject('WEB')
})

describe('JSON', () => {
  it('is one JSON document with a record a line, and counts of them at its end', async () => {
    const text = await exported(web.owner, { format: 'json', project: 'web' })
    const document = JSON.parse(text) as { format: string; version: number; by: string; projects: string[]; counts: Record<string, number> }
    expect(document).toMatchObject({ format: 'task-orchestrator', version: 1, by: web.owner.handle, projects: ['WEB'] })
    const lines = text.trimEnd().split('\n').slice(1, -1)
    expect(lines.map((line) => JSON.parse(line.replace(/,$/, '')) as unknown)).toEqual(recordsOf(text))
    for (const name of RECORD_NAMES) {
      const own = name === 'event' ? ` WHERE "stream" = 'WEB'` : ''
      const [rows] = await db().$queryRawUnsafe<{ n: number | bigint }[]>(`SELECT count(*) AS n FROM "${TABLES[name]}"${own}`)
      // Another's private note stays out.
      expect([name, document.counts[name]]).toEqual([name, Number(rows?.n) - (name === 'entry' ? 1 : 0)])
    }
  })

  it('has a field for every column but those that are named as left out', () => {
    const enums = Prisma as unknown as Record<string, Record<string, string>>
    for (const name of RECORD_NAMES) {
      const all = Object.keys(enums[`${TABLES[name]}ScalarFieldEnum`] ?? {})
      expect([name, ...columnsOf(name), ...(LEFT_OUT[TABLES[name]] ?? [])].sort()).toEqual([name, ...all].sort())
    }
    for (const [table, owner, value] of Object.values(LISTS).flatMap((lists) => Object.values(lists) as [string, string, string][])) {
      const all = Object.keys(enums[`${table}ScalarFieldEnum`] ?? {})
      expect([owner, value, ...(LEFT_OUT[table] ?? [])].sort()).toEqual(all.sort())
    }
  })

  it('names every actor before the first record that needs it, without e-mail, rights or secrets', async () => {
    const records = recordsOf(await exported(web.owner, { format: 'json', project: 'WEB' }))
    const known = new Set<string>()
    for (const line of records) {
      for (const [, id] of JSON.stringify(line).matchAll(/"(act_[0-9a-f]{16})"/g)) if (!line.actor) expect(known).toContain(id)
      if (line.actor) known.add(String(line.actor.id))
    }
    const text = JSON.stringify(records.filter((line) => line.actor))
    expect(text).not.toMatch(/email|isAdmin|userId|password|token|secret/i)
    expect(named(JSON.stringify({ records }), 'actor').find(({ handle }) => handle === web.worker.handle)).toMatchObject({
      capabilities: ['api', 'css'],
      ownerId: web.owner.actorId,
    })
  })

  it("holds one's own private notes and nobody else's, not even for an admin or the server's own command", async () => {
    const notes = async (caller: Caller) =>
      named(await exported(caller, { format: 'json', project: 'WEB' }), 'entry').flatMap(({ kind, body }) =>
        kind === 'NOTE' ? [body] : [],
      )
    expect(await notes(web.owner)).toEqual(['Only the owner reads this'])
    expect(await notes(web.mate)).toEqual([`Only ${web.mate.handle} reads this`])
    expect(await notes(web.viewer)).toEqual([])
    expect(await notes(await person({ isAdmin: true }))).toEqual([])
    expect(await notes(commandCaller())).toEqual([])
  })

  it('tells only owners and admins from where events came and how others watch a task', async () => {
    const seen = async (caller: Caller) => {
      const text = await exported(caller, { format: 'json', project: 'WEB' })
      return { addresses: named(text, 'event').filter(({ address }) => address !== null).length, watchers: named(text, 'watcher').length }
    }
    const whole = await seen(web.owner)
    expect(whole.addresses).toBeGreaterThan(5)
    expect(whole.watchers).toBe(2)
    expect(await seen(await person({ isAdmin: true }))).toEqual(whole)
    expect(await seen(web.viewer)).toEqual({ addresses: 0, watchers: 1 })
    expect(await seen(web.mate)).toEqual({ addresses: 0, watchers: 1 })
  })

  it('without a project holds those that the caller sees', async () => {
    const other = await project(await person(), { key: 'OTHER' })
    const projects = async (caller: Caller) => named(await exported(caller, { format: 'json' }), 'project').map(({ key }) => key)
    expect(await projects(web.viewer)).toEqual(['WEB'])
    expect(await projects(await person({ isAdmin: true }))).toEqual(['OTHER', 'WEB'])
    expect(await projects({ ...(await person({ isAdmin: true })), projectIds: [other.id] })).toEqual(['OTHER'])
  })

  it('is refused to strangers, without READ, and with a filter', async () => {
    await expect(exported(await person(), { format: 'json', project: 'WEB' })).rejects.toThrow('There is no project "WEB"')
    await expect(exported({ ...web.owner, scopes: ['WORK'] }, { format: 'json', project: 'WEB' })).rejects.toThrow('scope READ')
    await expect(exported(web.owner, { format: 'json', project: 'WEB', filter: { open: true } })).rejects.toThrow('filter')
    await expect(exported(web.owner, { format: 'xml', project: 'WEB' })).rejects.toThrow('must be one of json, csv')
  })
})

describe('the readable formats', () => {
  const read = (format: string, filter?: unknown) => exported(web.viewer, { format, project: 'WEB', filter })
  const cells = (text: string) =>
    Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true }).data

  it('CSV has a row a task with what a spreadsheet needs, and gives back every text exactly', async () => {
    const rows = cells(await read('csv'))
    expect(rows.map(({ key }) => key)).toEqual(['WEB-1', 'WEB-2', 'WEB-3', 'WEB-4', 'WEB-6', 'WEB-7', 'WEB-8'])
    const [design, build] = [rows[0] ?? {}, rows[1] ?? {}]
    expect(unguarded(design.title ?? '')).toBe(HOSTILE)
    expect(unguarded(design.description ?? '')).toBe('# Line\n> two\r\n-3')
    expect(Papa.parse<string[]>(unguarded(design.tags ?? '')).data).toEqual([['=tag', 'UI', 'b,c']])
    expect(build).toMatchObject({ blockedBy: 'WEB-1', estimatedHours: '1.5', deadline: '2026-12-24T00:00:00.000Z', priority: 'MEDIUM' })
    expect(build.criteria).toBe('[ ] It works\n[ ] [ ] It is fast')
    expect(rows[2]).toMatchObject({ title: 'Ship it 🚀', parent: 'WEB-4', blockedBy: 'WEB-2', createdBy: web.mate.handle })
  })

  it('no cell of a CSV begins as a formula does, and a guard is taken away only where one was put', async () => {
    const place = await project(web.owner, { key: 'CELLS' })
    const titles = ['=1+1', "'=1+1", "''@x", '+1', '-1', '@a', "'plain", '＝1', '1=1', '=1\n=2'.replace('\n', ' '), "'"]
    for (const title of titles) await createTask(web.owner, { project: place.id, title, description: `${title}\n=x` })
    const rows = cells(await exported(web.owner, { format: 'csv', project: 'CELLS' }))
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    expect(rows.map(({ title = '' }) => unguarded(title))).toEqual(titles)
    expect(rows.map(({ description = '' }) => unguarded(description))).toEqual(titles.map((title) => `${title}\n=x`))
  })

  it('Markdown escapes titles and quotes what people wrote', async () => {
    const text = await read('markdown')
    expect(text).toContain('# WEB Project WEB\n')
    expect(text).toContain(
      '### WEB-1 =HYPERLINK("http\\://x","y") \\| \\`a\\` \\*b\\* \\[c\\](d) &lt;script&gt;"e"&lt;/script&gt; \\\\N \\#1; \\{f\\} end\n',
    )
    expect(text).toContain('\n> # Line\n> > two\n> -3\n')
    expect(text).toMatch(/## In progress\n\n### WEB-8 Under way\n\nmedium · @agent-\w+\n/)
    expect(text).toContain('- [ ] \\[ \\] It is fast\n')
    expect(text).not.toContain('A mistake')
  })

  it('Mermaid and DOT escape titles, and draw from what is done first', async () => {
    const mermaid = await read('mermaid')
    expect(mermaid).toContain('  WEB_1["WEB-1 =HYPERLINK(#34;http://x#34;,#34;y#34;) #124; #96;a#96; #42;b#42;')
    expect(mermaid).toContain('#35;1#59;')
    expect(mermaid).toContain('  WEB_1 --> WEB_2\n')
    expect(mermaid).toContain('  WEB_4 -. part .- WEB_3\n')
    expect(mermaid.split('\n').filter((line) => line.includes('<'))).toEqual([])
    const dot = await read('dot')
    expect(dot).toContain('"WEB-1" [label="WEB-1 =HYPERLINK(\\"http://x\\",\\"y\\")')
    expect(dot).toContain('\\\\N #1;')
    expect(dot).toContain('  "WEB-2" -> "WEB-3";\n')
    expect(dot).toContain('  "WEB-1" -> "WEB-4" [style=dotted, label="found"];\n')
    expect(dot.endsWith('}\n')).toBe(true)
  })

  it('hold what a filter of the list of tasks leaves, as the API takes it', async () => {
    const keys = async (filter: unknown) => cells(await read('csv', filter)).map(({ key }) => key)
    expect(await keys({ status: ['COMPLETED', 'CANCELLED'] })).toEqual(['WEB-1', 'WEB-6'])
    expect(await keys({ priority: ['CRITICAL'] })).toEqual(['WEB-1'])
    expect(await keys({ tags: ['ui'] })).toEqual(['WEB-1'])
    expect(await keys({ deleted: true })).toEqual(['WEB-5'])
    expect(await keys({ mine: true })).toEqual([])
    expect(await keys({ assignee: [web.worker.handle], open: true })).toEqual(['WEB-2', 'WEB-8'])
    expect(await keys({ deadlineAfter: '2026-12-23T00:00:00Z' })).toEqual(['WEB-2'])
    expect(await keys({ ready: true, open: false })).toEqual([])
    const mermaid = await read('mermaid', { text: 'ship' })
    expect(mermaid).toContain('WEB_3[')
    expect(mermaid).not.toMatch(/WEB_2|-->/)
    expect(await read('markdown', { text: 'ship' })).toContain('## Blocked')
    for (const bad of [{ colour: 1 }, { priority: ['HUGE'] }, { createdAfter: 'soon' }, [], 'open'])
      await expect(keys(bad)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})
