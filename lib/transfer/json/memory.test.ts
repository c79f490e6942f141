import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runChild } from '#lib/testing/child.ts'
import { freshDatabase } from '#lib/testing/database.ts'
import { writeLargeExport } from '#lib/testing/large-export.ts'

const MOST = 400 * 1024 * 1024
const earlier = process.env.NODE_OPTIONS

// As the npm commands run it.
beforeAll(() => void (process.env.NODE_OPTIONS = '--max-old-space-size=224 --max-semi-space-size=8'))
afterAll(() => void (earlier === undefined ? delete process.env.NODE_OPTIONS : (process.env.NODE_OPTIONS = earlier)))

it('an import and an export in processes of their own stay below 400 MB, and agree byte for byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-memory-'))
  const [given, again] = [join(folder, 'given.json'), join(folder, 'again.json')]
  const url = await freshDatabase()
  await writeLargeExport(given, 1200)
  for (const [step, file] of [
    ['import', given],
    ['json', again],
  ] as const) {
    const { rss } = JSON.parse(await runChild('bench/transfer/step.ts', [step, url, file])) as { rss: number }
    expect([step, rss < MOST]).toEqual([step, true])
  }
  const body = (file: string) => readFileSync(file, 'utf8').replace(/^.*\n/, '')
  expect(body(again)).toBe(body(given))
})
