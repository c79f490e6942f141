import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { migrations } from '#prisma/tools/history.ts'

const guide = readFileSync('docs/adding-a-field.md', 'utf8')
const places = [...guide.matchAll(/^\| (\d+) +\| `([^`]+)`/gm)].map(([, number, place]) => ({ number: Number(number), place: place ?? '' }))
const named = [...guide.matchAll(/`((?:lib|app|graphql|prisma|docs)\/[^`\s]+)`/g)].map(([, path]) => path ?? '')

test('each place of the walk is there and speaks of the field', () => {
  expect(places.map(({ number }) => number)).toEqual(places.map((_, i) => i + 1))
  expect(places.length).toBeGreaterThan(10)
  for (const { place } of places)
    expect({ place, speaks: /\brepository\b/.test(readFileSync(place, 'utf8')) }).toEqual({ place, speaks: true })
})

test('no place where fields of a project stand is missing from the walk', () => {
  // A field as old as the walk's own: wherever the one stands, the other does.
  const walk = new Set(places.map(({ place }) => place))
  for (const place of [
    'prisma/models/project.prisma',
    'lib/domain/project/update.ts',
    'graphql/project.ts',
    'lib/transfer/json/records.ts',
  ]) {
    expect(readFileSync(place, 'utf8')).toMatch(/\bmaxAttempts\b/)
    expect(walk).toContain(place)
  }
})

test('both databases have the migration that the walk makes', () => {
  for (const provider of ['sqlite', 'postgres'] as const)
    expect(migrations(provider).find(({ name }) => name.endsWith('_project_repository'))?.sql).toContain('repository')
})

test('whatever else the guide names is there', () => {
  for (const path of named) expect({ path, isThere: existsSync(path) }).toEqual({ path, isThere: true })
})
