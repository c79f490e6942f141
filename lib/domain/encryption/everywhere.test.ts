import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Files that name the rows without their text, each with why. */
const WITHOUT_TEXT: Record<string, string> = {
  'lib/domain/doctor/diagnose.ts': 'counts them',
  'lib/domain/encryption/scrub.ts': 'writes the table anew as it is',
  'lib/domain/task/full-text.ts': 'searches only what is not sealed',
  'lib/transfer/json/records.ts': 'names the table',
}

test('whoever reads or writes context entries seals and opens them', () => {
  const files = ['lib', 'graphql'].flatMap(below).filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing/.test(file))
  expect(files.length).toBeGreaterThan(300)
  const naming = files.filter((file) => /contextEntry\.(find|create|update|upsert)|["']ContextEntry["']/.test(readFileSync(file, 'utf8')))
  const inTheOpen = naming.filter((file) => !readFileSync(file, 'utf8').includes('#lib/cipher.ts') && !file.startsWith('graphql/'))
  expect(inTheOpen.sort()).toEqual(Object.keys(WITHOUT_TEXT).sort())
})

const below = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
