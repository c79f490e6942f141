import { expect, test } from 'vitest'
import { taskRef } from './task-ref.ts'

test('a key names a task in any case', () => {
  expect(taskRef(' web-42 ', 'BEADS')).toBe('WEB-42')
})

test('a number names a task of the current project, and nothing without one', () => {
  expect(taskRef('42', 'WEB')).toBe('WEB-42')
  expect(taskRef('#42', 'WEB')).toBe('WEB-42')
  expect(taskRef('42', null)).toBeNull()
})

test('four or more first characters of an id may name a task, three do not', () => {
  expect(taskRef('A3F0', 'WEB')).toBe('a3f0')
  expect(taskRef('0198c2d4', null)).toBe('0198c2d4')
  expect(taskRef('a3f', 'WEB')).toBeNull()
})

test('words name nothing', () => {
  expect(taskRef('fix the build', 'WEB')).toBeNull()
  expect(taskRef('', 'WEB')).toBeNull()
})
