import { act } from './api.ts'
import { expect, test, type Page } from './test.ts'

async function twoTasks(page: Page) {
  await page.goto('/')
  const key = `U${Date.now().toString(36).slice(-7).toUpperCase()}`
  await act(page, 'createProject', { key, name: 'Undo' }, 'project { id }')
  const make = async (title: string) => {
    const { task } = await act(page, 'createTask', { project: key, title }, 'task { id key }')
    return task as { id: string; key: string }
  }
  return {
    first: await make('First'),
    second: await make('Second'),
    async open(task: { key: string }) {
      await page.goto(`/projects/${key}/tasks/${task.key}`)
      await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })
    },
  }
}

const status = (page: Page, word: string) => page.getByRole('button', { name: `Status: ${word}` })
const undo = (page: Page) =>
  page
    .getByRole('region', { name: /Messages/ })
    .getByRole('button', { name: 'Undo' })
    .first()

test('undoes a status, a priority, a title, a dependency and a deletion from their messages', async ({ page }) => {
  const { first, second, open } = await twoTasks(page)
  await act(page, 'addDependency', { task: second.id, dependsOn: first.id }, 'replayed')
  await open(first)

  await page.getByRole('button', { name: 'Complete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click()
  await expect(status(page, 'completed')).toBeVisible()
  await undo(page).click()
  await expect(status(page, 'pending')).toBeVisible()

  await page.getByRole('button', { name: 'Priority: medium' }).click()
  await page.getByRole('menuitemradio', { name: 'HIGH' }).click()
  await expect(page.getByRole('button', { name: 'Priority: high' })).toBeVisible()
  await undo(page).click()
  await expect(page.getByRole('button', { name: 'Priority: medium' })).toBeVisible()

  await page.getByRole('button', { name: 'Edit title' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Renamed')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renamed')
  await undo(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First')

  const dependencies = page.getByRole('region', { name: 'Dependencies' })
  await dependencies.getByRole('button', { name: `Remove the dependency with ${second.key}` }).click()
  await expect(dependencies.getByRole('link', { name: second.key })).toHaveCount(0)
  await undo(page).click()
  await expect(dependencies.getByRole('link', { name: second.key })).toBeVisible()

  await open(second)
  await page.getByRole('button', { name: 'More to do' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('This task is deleted.')).toBeVisible()
  await undo(page).click()
  await expect(page.getByText('This task is deleted.')).toHaveCount(0)
})

test('Mod+Z undoes the last acts in turn, and leaves a text field to itself', async ({ page }) => {
  const { first, open } = await twoTasks(page)
  await open(first)
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(status(page, 'in progress')).toBeVisible()
  await page.keyboard.press('h')
  await page.getByRole('textbox', { name: 'What it waits for' }).fill('The archive')
  await page.getByRole('button', { name: 'Hold task' }).click()
  await expect(page.getByText('On hold.')).toBeVisible()

  await page.keyboard.press('e')
  await page.keyboard.type('typed')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('On hold.')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('On hold.')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(status(page, 'pending')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Assignee: nobody' })).toBeVisible()
})

test('cancelling with release gives the edges back when it is undone', async ({ page }) => {
  const { first, second, open } = await twoTasks(page)
  await act(page, 'addDependency', { task: second.id, dependsOn: first.id }, 'replayed')
  await open(first)
  await page.getByRole('button', { name: 'More to do' }).click()
  await page.getByRole('menuitem', { name: 'Cancel…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel' })
  await dialog.getByRole('button', { name: /waits for it/ }).click()
  await page.getByRole('option', { name: 'Release them' }).click()
  await dialog.getByRole('button', { name: 'Cancel task' }).click()
  await expect(status(page, 'cancelled')).toBeVisible()
  await undo(page).click()
  await expect(status(page, 'pending')).toBeVisible()
  await open(second)
  await expect(page.getByRole('region', { name: 'Dependencies' })).toContainText('Waits for 1 of 1')
})

test('an act that somebody else has built on is not undone, and says why', async ({ page }) => {
  const { first, open } = await twoTasks(page)
  await open(first)
  await page.getByRole('button', { name: 'Priority: medium' }).click()
  await page.getByRole('menuitemradio', { name: 'HIGH' }).click()
  await expect(page.getByRole('button', { name: 'Priority: high' })).toBeVisible()
  await act(page, 'updateTask', { task: first.id, priority: 'LOW' }, 'replayed')
  await expect(page.getByRole('button', { name: 'Priority: low' })).toBeVisible()
  await undo(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Changed since you read it: priority.' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Priority: low' })).toBeVisible()
})
