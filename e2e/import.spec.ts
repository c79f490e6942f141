import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { test } from './test.ts'

/** Nothing of an earlier run is in the way. */
const KEY = `I${Date.now().toString(36).slice(-6).toUpperCase()}`
const TABLE =
  'Issue key,Summary,Status,Priority,Story points,Blocked by\n' +
  'AB-1,Lay the cable,Done,High,3,\n' +
  'AB-2,Test the cable,To Do,Urgent,5,AB-1\n' +
  'AB-3,,To Do,,,\n'

/** An import runs in a process of its own, which has to start. */
const STARTED = { timeout: 50_000 }

async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}

async function choose(page: Page, table: string) {
  await page.locator('input[type=file]').setInputFiles({ name: 'cable.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
}

test('a table is mapped, checked row by row and brought into a new project, and a second time changes nothing', async ({ page }) => {
  await open(page, '/projects')
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await choose(page, TABLE)
  await expect(page.getByRole('button', { name: /Field of Summary/ })).toContainText('Title')
  await expect(page.getByRole('button', { name: /Field of Story points/ })).toContainText('Keep beside the task')
  await expectAccessible(page, page.url())
  await page.getByRole('textbox', { name: 'Name' }).fill('The cable')
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue('TC')
  await page.getByRole('textbox', { name: 'Key' }).fill(KEY)
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('2 new + 0 changed + 0 as they were + 1 skipped = 3')).toBeVisible(STARTED)
  await expect(page.getByText('Summary → Title')).toBeVisible()
  await expect(page.getByText('Lay the cable')).toBeVisible()
  await page.getByRole('button', { name: /^Skipped/ }).click()
  await expect(page.getByText('it has no title')).toBeVisible()
  await expect(page.getByText('AB-1', { exact: true })).toBeHidden()
  await page.getByRole('button', { name: /^All/ }).click()
  await expectAccessible(page, page.url())
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(page.getByRole('link', { name: `${KEY}-1` })).toBeVisible(STARTED)
  await page.getByRole('link', { name: 'See the tasks' }).click()
  await expect(page.getByText('Test the cable')).toBeVisible()

  await open(page, `/projects/${KEY}/settings`)
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/import\\?project=${KEY}$`))
  await choose(page, TABLE)
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Everything is there already.')).toBeVisible(STARTED)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('Cancelled.')).toBeVisible()
})

test('a file that is none says why', async ({ page }) => {
  await open(page, '/import')
  await page.locator('input[type=file]').setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) })
  await expect(page.getByText('empty.csv is empty.')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({ name: 'tasks.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') })
  await expect(page.getByText('it holds no list of tasks')).toBeVisible()
})
