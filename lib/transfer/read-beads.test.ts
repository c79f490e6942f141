import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readBeadsFile } from './read-beads.ts'

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-beads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(content: string | Buffer) {
  const file = join(folder, 'issues.jsonl')
  writeFileSync(file, content)
  const { lines, blank, tasks, skipped } = await readBeadsFile(file)
  expect(tasks.length + skipped.length).toBe(lines)
  return {
    lines,
    blank,
    keys: tasks.map((task) => task.externalKey),
    skipped: skipped.map(({ line, reason }) => `${line}: ${reason}`),
    tasks,
  }
}

it('an empty file and one of blank lines hold nothing', async () => {
  expect(await read('')).toMatchObject({ lines: 0, blank: 0, keys: [] })
  expect(await read('\n  \r\n\n')).toMatchObject({ lines: 0, blank: 3, keys: [] })
})

it('a byte order mark, carriage returns and a missing last newline do no harm', async () => {
  expect(await read('\uFEFF{"id":"a"}\r\n{"id":"b"}')).toMatchObject({ lines: 2, keys: ['a', 'b'], skipped: [] })
})

it('separators that JSON allows within a text do not end a line', async () => {
  const { tasks } = await read(`{"id":"a","title":"one\u2028two\u0085three"}\n`)
  expect(tasks[0]?.title).toBe('one\u2028two\u0085three')
})

it('a line that cannot be read is named, and the others come in', async () => {
  const bad = Buffer.concat([
    Buffer.from('{"id":"a"}\n{"id":\n[1]\n{"title":"x"}\n'),
    Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    Buffer.from('{"id":"b"}\n'),
  ])
  expect(await read(bad)).toMatchObject({
    lines: 6,
    keys: ['a', 'b'],
    skipped: ['2: it is not JSON', '3: it is not a JSON object', '4: it has no id', '5: it is not UTF-8 text'],
  })
})

it('of two lines with one id the newer counts', async () => {
  const line = (title: string, day: number) =>
    JSON.stringify({ id: 'a', title, created_at: '2026-01-01T00:00:00Z', updated_at: `2026-01-0${day}T00:00:00Z` })
  const { tasks, skipped } = await read(`${line('old', 1)}\n${line('new', 3)}\n${line('middle', 2)}\n`)
  expect(tasks.map((task) => task.title)).toEqual(['new'])
  expect(skipped).toEqual(['1: line 2 has the same id and is newer', '3: line 2 has the same id and is newer'])
})
