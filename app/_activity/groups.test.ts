import { expect, it } from 'vitest'
import { actionsOf, choiceWords, PROJECT_GROUPS } from './groups.ts'

it('says a choice by its whole groups, and counts the rest', () => {
  expect(choiceWords([], PROJECT_GROUPS)).toBe('All actions')
  expect(choiceWords(actionsOf('talk'), PROJECT_GROUPS)).toBe('Questions and notes')
  expect(choiceWords([...actionsOf('talk'), 'TASK_CLAIMED'], PROJECT_GROUPS)).toBe('Questions and notes, 1 action')
  expect(choiceWords(['TASK_CLAIMED', 'TASK_CREATED'], PROJECT_GROUPS)).toBe('2 actions')
  expect(choiceWords([...actionsOf('talk'), ...actionsOf('file'), 'TASK_CLAIMED'], PROJECT_GROUPS)).toBe('10 actions')
})
