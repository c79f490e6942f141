import { readFileSync } from 'node:fs'
import { act } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type Page } from './test.ts'

async function project(page: Page, titles: string[]) {
  await page.goto('/inbox')
  const key = `EX${Date.now().toString(36).slice(-5)}`.toUpperCase()
  await act(page, 'createProject', { key, name: `Project ${key}` }, 'project { id }')
  await act(page, 'createPlan', { project: key, tasks: titles.map((title) => ({ ref: title, title })) }, 'taskCount')
  return key
}

async function download(page: Page) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()])
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

test('what the list shows leaves as CSV', async ({ page }) => {
  const key = await project(page, ['Find me', 'Leave me'])
  const address = `/projects/${key}/tasks?q=find`
  const open = async () => {
    await page.getByRole('button', { name: /^Display/ }).click()
    await page.getByRole('button', { name: 'Export' }).click()
    await expect(page.getByRole('dialog', { name: `Export ${key}` })).toBeVisible()
  }
  await expectAccessible(page, address, open)
  await page.goto(address)
  await open()
  const { name, text } = await download(page)
  expect(name).toMatch(new RegExp(`^${key}-\\d{4}-\\d\\d-\\d\\d\\.csv$`))
  expect(text).toContain('Find me')
  expect(text).not.toContain('Leave me')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a whole project leaves as JSON from its settings', async ({ page }) => {
  const key = await project(page, ['One', 'Two'])
  await page.goto(`/projects/${key}/settings`)
  await page.getByRole('button', { name: 'Export' }).click()
  const { name, text } = await download(page)
  expect(name).toContain('.json')
  expect(JSON.parse(text)).toMatchObject({ projects: [key], counts: { project: 1, task: 2 } })
})
