import { expect, test } from 'vitest'
import type { Command } from './commands.ts'
import type { Pressed } from './keys.ts'
import { capsOf } from './keys.ts'
import { match } from './match.ts'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})
const command = (id: string, keys: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'Go',
  keys,
  run: () => {},
  ...more,
})
const commands = [
  command('create', 'c'),
  command('tasks', 'g t'),
  command('inbox', 'g i'),
  command('palette', '$mod+k', { inFields: true }),
  command('undo', '$mod+z'),
  command('sheet', 'Shift+?'),
  command('search', '/'),
  command('next', 'j', { repeats: true }),
]
const page = { isInField: false, isOn: true, isRepeat: false }
const ran = (pressed: Pressed, where = page, all = commands) => match(pressed, all, null, where).command?.id ?? null

test('a key runs its command, and of two the later registered', () => {
  expect(ran(press('c'))).toBe('create')
  expect(ran(press('c'), page, [...commands, command('create here', 'c')])).toBe('create here')
  expect(ran(press('c', { ctrlKey: true }))).toBeNull()
})

test('a sequence runs with its last key, and a key that does not belong to it is taken without effect', () => {
  const { begun, command: none } = match(press('g'), commands, null, page)
  expect(none).toBeNull()
  expect(begun?.commands.map(({ id }) => id)).toEqual(['tasks', 'inbox'])
  expect(match(press('t'), commands, begun, page).command?.id).toBe('tasks')
  expect(match(press('c'), commands, begun, page)).toEqual({ command: null, begun: null, isTaken: true })
})

test('in a field only what is meant for fields runs', () => {
  const field = { ...page, isInField: true }
  expect(ran(press('c'), field)).toBeNull()
  expect(ran(press('z', { ctrlKey: true }), field)).toBeNull()
  expect(ran(press('k', { ctrlKey: true }), field)).toBe('palette')
})

test('keys that type can be switched off, and those with a modifier stay', () => {
  const off = { ...page, isOn: false }
  expect(ran(press('c'), off)).toBeNull()
  expect(ran(press('?', { shiftKey: true }), off)).toBeNull()
  expect(ran(press('z', { ctrlKey: true }), off)).toBe('undo')
})

test('signs work wherever the keyboard has them', () => {
  expect(ran(press('/', { shiftKey: true }))).toBe('search')
  expect(ran(press('?', { shiftKey: true }))).toBe('sheet')
})

test('a key that is held down runs again only what may repeat', () => {
  expect(ran(press('j'), { ...page, isRepeat: true })).toBe('next')
  expect(ran(press('c'), { ...page, isRepeat: true })).toBeNull()
})

test('key caps name a modifier as the keyboard at hand does', () => {
  expect(capsOf('$mod+k', false)).toEqual(['Ctrl K'])
  expect(capsOf('$mod+k', true)).toEqual(['⌘ K'])
  expect(capsOf('g t', false)).toEqual(['G', 'T'])
  expect(capsOf('Shift+?', false)).toEqual(['?'])
})
