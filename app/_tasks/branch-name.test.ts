import { expect, it } from 'vitest'
import { branchName } from './branch-name.ts'

it('names a branch by key and title, in plain letters and of bearable length', () => {
  expect(branchName('WEB-12', 'Build it: Größe & “quotes”')).toBe('web-12-build-it-gro-e-quotes')
  expect(branchName('WEB-1', '任务')).toBe('web-1')
  expect(branchName('WEB-2', 'x'.repeat(500))).toHaveLength('web-2-'.length + 48)
})
