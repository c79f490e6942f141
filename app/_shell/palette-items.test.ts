import { expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { paletteGroups, type PaletteTask } from './palette-items.ts'

const command = (id: string, group: Command['group'], title: string, more: Partial<Command> = {}): Command => ({
  id,
  group,
  title,
  run: () => {},
  ...more,
})
const task = (key: string, title: string): PaletteTask => ({ id: `id-${key}`, key, title, status: 'PENDING', project: { key: 'WEB' } })
const commands = [
  command('go-graph', 'Go', 'Graph', { keys: 'g d', href: '/projects/WEB/graph' }),
  command('create-task', 'Create', 'Create task', { keys: 'c' }),
  command('status', 'Selection', 'Set status: Completed'),
  command('next', 'Selection', 'Next row', { keys: 'j', keysOnly: true }),
  command('secret', 'View', 'Graph secrets', { hidden: true }),
]
const nothing = { text: '', commands, exact: [], hits: [], recent: [] }
const shown = (groups: ReturnType<typeof paletteGroups>) => groups.map(({ word, items }) => [word, ...items.map(({ title }) => title)])

test('with nothing typed, acts on the selection come first, then recent tasks, then the rest', () => {
  expect(shown(paletteGroups({ ...nothing, recent: [task('WEB-1', 'Seen before')] }))).toEqual([
    ['Selection', 'Set status: Completed'],
    ['Recent tasks', 'Seen before'],
    ['Create', 'Create task'],
    ['Go to', 'Graph'],
  ])
})

test('a task that the text names comes first and is not repeated among those found by words', () => {
  const web1 = task('WEB-1', 'Draw the graph')
  expect(shown(paletteGroups({ ...nothing, text: 'WEB-1', exact: [web1], hits: [web1, task('WEB-10', 'Other')] }))).toEqual([
    ['Named so', 'Draw the graph'],
    ['Tasks', 'Other'],
  ])
})

test('a command that the text names stands before tasks, one that shares letters only stands after them', () => {
  const hits = [task('WEB-2', 'Graph of costs')]
  expect(shown(paletteGroups({ ...nothing, text: 'graph', hits }))[0]).toEqual(['Go to', 'Graph'])
  expect(shown(paletteGroups({ ...nothing, text: 'crtsk', hits })).map(([word]) => word)).toEqual(['Tasks', 'Create'])
})

test('a command is found by its group, and neither hidden ones nor those for keys alone are shown', () => {
  expect(shown(paletteGroups({ ...nothing, text: 'go to graph' }))).toEqual([['Go to', 'Graph']])
  expect(paletteGroups({ ...nothing, text: 'next row' })).toEqual([])
})

test('of two commands with one key, the later alone is offered', () => {
  const both = [...commands, command('tasks.new', 'Create', 'Create task in the list', { keys: 'c' })]
  expect(shown(paletteGroups({ ...nothing, commands: both, text: 'create' }))).toEqual([['Create', 'Create task in the list']])
})

test('a task leads to its own project', () => {
  expect(paletteGroups({ ...nothing, text: 'x', hits: [task('WEB-7', 'Here')] })[0]?.items[0]?.href).toBe('/projects/WEB/tasks/WEB-7')
})
