import { expect, type Page } from '@playwright/test'
import { act } from './api.ts'
import { expectAccessible } from './axe.ts'
import { test } from './test.ts'

/** Nothing of an earlier run is in the way. */
const KEY = `S${Date.now().toString(36).slice(-6).toUpperCase()}`
const path = (tab?: string) => `/projects/${KEY}/settings${tab ? `?tab=${tab}` : ''}`

/** A page whose socket is open listens to every key and press. */
const isLive = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible()
async function open(page: Page, address: string) {
  await page.goto(address)
  await isLive(page)
}

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage()
  await page.goto('/projects')
  await act(page, 'createProject', { key: KEY, name: 'The boiler' }, 'project { id }')
  await act(page, 'registerAgent', { handle: 'stoker', capabilities: ['fire'], project: KEY }, 'agent { id }')
  for (const [title, tags] of [
    ['Light the fire', ['heat', 'fire']],
    ['Fill the tank', ['water', 'heat']],
    ['Open the valve', ['Steam']],
  ])
    await act(page, 'createTask', { project: KEY, title, tags, assignee: title === 'Fill the tank' ? 'stoker' : null }, 'task { id }')
  await page.close()
})

test('name, status, editing and defaults are changed, each with a way back', async ({ page }) => {
  await open(page, path())
  await page.getByRole('textbox', { name: 'Name' }).fill('The great boiler')
  await page.reload()
  await isLive(page)
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('The great boiler')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Name of ${KEY} saved`)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('The boiler')

  await page.getByRole('radio', { name: /^Open/ }).click()
  await expect(page.getByText(`Editing of ${KEY} is open`)).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Open/ })).toBeChecked()

  await page.getByLabel('Minutes').fill('0')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Minutes')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Minutes').fill('20')
  await page.getByLabel('Minutes').press('Enter')
  await expect(page.getByRole('button', { name: 'Save' })).toBeHidden()
  await page.reload()
  await expect(page.getByLabel('Minutes')).toHaveValue('20')
})

test('the brief is written in Markdown; what two wrote at once is laid side by side', async ({ page }) => {
  await open(page, path('brief'))
  await page.getByRole('button', { name: 'Edit why' }).press('Enter')
  await page.getByRole('textbox', { name: 'Why' }).fill('It is **cold**.')
  await act(page, 'updateProject', { project: KEY, brief: { why: 'Winter is near.' } }, 'project { id }')
  await page.getByRole('textbox', { name: 'Why' }).press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'This was changed meanwhile' })
  await expect(dialog).toContainText('Winter is near.')
  await expect(dialog).toContainText('It is **cold**.')
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await expect(page.locator('.markdown strong')).toHaveText('cold')
})

test('members get roles; removing one says what is lost, and is undone', async ({ page }) => {
  await open(page, path('members'))
  await expect(page.getByText('The only one: make another member owner first.')).toBeVisible()
  // Messages are list items too.
  const row = page.getByRole('listitem').filter({ has: page.getByText('stoker', { exact: true }) })
  await row.getByRole('button', { name: /^Role of stoker|Member/ }).click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await expect(page.getByText(`stoker is viewer of ${KEY}`)).toBeVisible()
  await page.getByRole('button', { name: 'Remove stoker' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: `Remove stoker from ${KEY}` })
  await expect(dialog).toContainText('1 open task loses its assignee')
  await expect(dialog).toContainText('Fill the tank')
  await dialog.getByRole('button', { name: 'Remove stoker' }).click()
  await expect(page.getByText(`stoker removed from ${KEY}, 1 task unassigned`)).toBeVisible()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: 'Remove stoker' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove stoker' }).click()
  await expect(row).toBeHidden()

  await page.getByRole('combobox', { name: 'Add a person or an agent' }).fill('stok')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(row).toBeVisible()
})

test('an agent gets a token for this project alone, shown once, and loses it', async ({ page }) => {
  await open(page, path('tokens'))
  await page.getByRole('button', { name: 'New token for stoker' }).click()
  await page.getByLabel('Name').fill('boiler room')
  await page.getByRole('button', { name: 'Make token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Token for stoker' })
  await expect(dialog).toContainText('This token is shown once.')
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'boiler room' })
  await expect(row).toContainText(KEY)
  await expect(row).toContainText('never used')
  await row.getByRole('button', { name: 'Revoke boiler room' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(row).toContainText('Revoked')
})

test('tags are renamed, merged and removed on all tasks', async ({ page }) => {
  await open(page, path('tags'))
  const tags = page.getByRole('list', { name: 'Tags' })
  await page.getByRole('button', { name: 'Rename heat' }).click()
  await page.getByLabel('New name').fill('warmth')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByText('#heat is #warmth now, on 2 tasks')).toBeVisible()
  await expect(tags.getByRole('listitem').filter({ hasText: 'warmth' })).toContainText('2 tasks')
  await page.getByRole('button', { name: 'Rename water' }).click()
  await page.getByLabel('New name').fill('STEAM')
  await expect(page.getByRole('dialog')).toContainText('#Steam exists: the two become one.')
  await page.getByRole('button', { name: 'Merge into #Steam' }).click()
  await expect(tags.getByRole('listitem').filter({ hasText: 'Steam' })).toContainText('2 tasks')
  await page.getByRole('button', { name: 'Remove fire' }).click()
  await page.getByRole('button', { name: 'Remove the tag' }).click()
  await expect(page.getByText('#fire taken off 1 task')).toBeVisible()
  await expect(tags.getByRole('listitem')).toHaveCount(2)
})

test('an archived project says that it is, and is opened again', async ({ page }) => {
  await open(page, path('danger'))
  await page.getByRole('button', { name: `Archive ${KEY}…` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Archive ${KEY}` })
    .click()
  await expect(page.getByRole('button', { name: `Open ${KEY} again` })).toBeVisible()
  await open(page, path())
  await expect(page.getByText('This project is archived, so this cannot be changed.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeHidden()
  await open(page, path('danger'))
  await page.getByRole('button', { name: `Open ${KEY} again` }).click()
  await expect(page.getByRole('button', { name: `Archive ${KEY}…` })).toBeVisible()
})

// accessibility.spec.ts looks at the first.
test('every other part has no accessibility violation', async ({ page }) => {
  for (const tab of ['brief', 'members', 'tokens', 'tags', 'danger']) await expectAccessible(page, path(tab))
})
