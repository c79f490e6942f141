import { expect, test } from 'vitest'
import { crumbsOf, PAGES } from './pages.ts'

test('a task stands below the tasks of its project, and the list can be reached from it', () => {
  expect(crumbsOf('/projects/WEB/tasks/web-42')).toEqual([{ word: 'Tasks', href: '/projects/WEB/tasks' }, { word: 'WEB-42' }])
})

test('the page itself is no link', () => {
  expect(crumbsOf('/projects/WEB/graph')).toEqual([{ word: 'Graph' }])
})

test('pages without a project have one word', () => {
  expect(crumbsOf('/')).toEqual([{ word: 'Home' }])
  expect(crumbsOf('/inbox')).toEqual([{ word: 'Inbox' }])
  expect(crumbsOf('/projects')).toEqual([{ word: 'Projects' }])
})

test('an address that is not well-formed is shown as it is', () => {
  expect(crumbsOf('/projects/WEB/tasks/%E0%A4%A')).toEqual([{ word: 'Tasks', href: '/projects/WEB/tasks' }, { word: '%E0%A4%A' }])
})

test('a page below a page of settings leads back to each level', () => {
  expect(crumbsOf('/projects/WEB/settings/danger-zone/really')).toEqual([
    { word: 'Settings', href: '/projects/WEB/settings' },
    { word: 'Danger zone', href: '/projects/WEB/settings/danger-zone' },
    { word: 'Really' },
  ])
})

test('a template has a word in place of its id', () => {
  expect(crumbsOf('/projects/WEB/templates/tpl_0123456789abcdef')).toEqual([
    { word: 'Templates', href: '/projects/WEB/templates' },
    { word: 'Template' },
  ])
})

test('no two pages have one key', () => {
  const keys = [...PAGES.map(({ key }) => key), 'h', 'i', 'p', 'm']
  expect(new Set(keys).size).toBe(keys.length)
})
