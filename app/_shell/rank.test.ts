import { expect, test } from 'vitest'
import { rank } from './rank.ts'

const best = (query: string, texts: string[]) =>
  texts
    .map((text) => ({ text, score: rank(query, text) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ text }) => text)

test('the whole text comes before its beginning, its beginning before a word within', () => {
  expect(best('task', ['Create task', 'Tasks', 'Task'])).toEqual(['Task', 'Tasks', 'Create task'])
})

test('initials and letters in their order find a command', () => {
  expect(best('ct', ['Create task', 'Project settings'])).toEqual(['Create task'])
  expect(best('crtsk', ['Create task', 'Project settings'])).toEqual(['Create task'])
})

test('words may come in any order, and each must be found', () => {
  expect(rank('task create', 'Create task')).toBeGreaterThan(0)
  expect(rank('create banana', 'Create task')).toBe(0)
})

test('accents, case and signs do not matter', () => {
  expect(rank('INES', 'Inês, project')).toBeGreaterThan(0.9)
  expect(rank('in progress', 'Set status: In progress')).toBeGreaterThan(0.8)
})

test('one or two letters find words that begin with them, and no others', () => {
  expect(rank('g', 'Graph')).toBeGreaterThan(0)
  expect(rank('ph', 'Graph')).toBeLessThan(rank('ph', 'Phones'))
  expect(rank('x', 'Inbox')).toBe(0)
})

test('letters that are far apart are no match', () => {
  expect(rank('cek', 'Create everything that anybody could ever think of and keep')).toBe(0)
})

test('no query takes everything', () => {
  expect(rank('', 'Anything')).toBe(1)
  expect(rank('  ', 'Anything')).toBe(1)
})
