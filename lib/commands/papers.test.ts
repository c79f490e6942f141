import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const papers = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const textOf = (paper: string) => readFileSync(paper, 'utf8')
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }

test('every command that a paper names is there', () => {
  const missing = papers.flatMap((paper) =>
    [...textOf(paper).matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].flatMap(([, name = '']) =>
      name in scripts ? [] : [`${paper}: ${name}`],
    ),
  )
  expect(missing).toEqual([])
})

test('every file that a paper links to is there', () => {
  const missing = papers.flatMap((paper) =>
    [...textOf(paper).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].flatMap(([, path = '']) =>
      existsSync(join(dirname(paper), path)) ? [] : [`${paper}: ${path}`],
    ),
  )
  expect(missing).toEqual([])
})

test('every variable that the operator guide sets is one that the program reads', () => {
  const known = textOf('.env.example')
  const named = [...textOf('docs/operator-guide.md').matchAll(/`([A-Z]+_[A-Z_]+)[=`]/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !known.includes(`#${name}=`) && !['UNAVAILABLE'].includes(name))).toEqual([])
})
