import { act } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type Page } from './test.ts'

/** A project of its own, so that no other test sees these tasks. */
async function project(page: Page) {
  await page.goto('/')
  const key = `T${Date.now().toString(36).slice(-7).toUpperCase()}`
  await act(page, 'createProject', { key, name: 'Task page' }, 'project { id }')
  return {
    key,
    async task(title: string, more: Record<string, unknown> = {}) {
      const { task } = await act(page, 'createTask', { project: key, title, ...more }, 'task { id key version }')
      return task as { id: string; key: string; version: number }
    },
    async open(task: { key: string }) {
      await page.goto(`/projects/${key}/tasks/${task.key}`)
      await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })
    },
  }
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

test('title and description are edited in place, by mouse and by keyboard', async ({ page }) => {
  const { task, open } = await project(page)
  await open(await task('Before', { description: 'Old *text*.' }))
  await page.getByRole('button', { name: 'Edit title' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('After')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(heading(page)).toHaveText('After')

  await page.keyboard.press('e')
  const text = page.getByRole('textbox', { name: 'Description' })
  await expect(text).toBeFocused()
  await text.fill('New **text** with <img src=x onerror=alert(1)>.')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('region', { name: 'Preview' }).locator('strong')).toHaveText('text')
  await text.focus()
  await page.keyboard.press('Control+Enter')
  await expect(section(page, 'Description').locator('strong')).toHaveText('text')
  await expect(section(page, 'Description').locator('img')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Edit description' })).toBeFocused()
})

test('what was typed outlives Escape and a reload, until it is dropped', async ({ page }) => {
  const { task, open } = await project(page)
  await open(await task('Drafted'))
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Description' }).fill('Half a thought')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Edit description' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Half a thought')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Drop draft' }).click()
  await expect(page.getByRole('button', { name: 'Drop draft' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Edit description' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('')
})

test('properties are changed each in its place, by keys alone', async ({ page }) => {
  const { task, open } = await project(page)
  await open(await task('Keyed'))
  const properties = section(page, 'Properties')
  await page.keyboard.press('p')
  await page.getByRole('menuitemradio', { name: 'CRITICAL' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Priority: critical' })).toBeVisible()
  await page.keyboard.press('l')
  await page.getByRole('textbox', { name: 'Tags' }).fill('parser')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(properties).toContainText('parser')
  await page.keyboard.press('Shift+E')
  await page.getByRole('textbox', { name: 'Estimate, hours' }).fill('3,5')
  await page.keyboard.press('Enter')
  await expect(properties).toContainText('3.5 h')
  await page.keyboard.press('d')
  await page.getByRole('button', { name: 'Tomorrow' }).press('Enter')
  await expect(properties).toContainText('in 1 day')
  await page.keyboard.press('a')
  await page.getByRole('menuitemradio', { name: /^Ines/ }).press('Enter')
  await expect(properties.getByRole('button', { name: /^Assignee: Ines/ })).toBeVisible()
})

test('two browsers see each other’s change, and a version conflict keeps my text', async ({ page, context }) => {
  const { key, task, open } = await project(page)
  const made = await task('Shared')
  await open(made)
  const other = await context.newPage()
  await other.goto(`/projects/${key}/tasks/${made.key}`)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
  await act(other, 'updateTask', { task: made.id, title: 'Theirs', estimatedHours: 2 }, 'replayed')
  await expect(heading(other)).toHaveText('Theirs')
  await page.getByRole('textbox', { name: 'Title' }).press('Control+Enter')

  const dialog = page.getByRole('dialog', { name: 'was changed meanwhile' })
  await expect(dialog).toContainText('changed by')
  await expect(dialog.getByRole('radio', { name: /Yours/ })).toBeChecked()
  await expect(dialog.getByRole('radio', { name: /Theirs/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Go on editing' }).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Mine')
  await page.getByRole('textbox', { name: 'Title' }).press('Control+Enter')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(heading(page)).toHaveText('Mine')
  await expect(heading(other)).toHaveText('Mine')
  await expect(section(page, 'Properties')).toContainText('2 h')
})

test('theirs can be taken field by field', async ({ page }) => {
  const { task, open } = await project(page)
  const made = await task('Shared')
  await open(made)
  await page.getByRole('button', { name: 'Edit brief' }).click()
  await page.getByRole('textbox', { name: 'Why' }).fill('My why')
  await page.getByRole('textbox', { name: 'Done' }).fill('My done')
  await act(page, 'updateTask', { task: made.id, brief: { why: 'Their why' } }, 'replayed')
  await page.getByRole('textbox', { name: 'Done' }).press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'was changed meanwhile' })
  await dialog.getByRole('radio', { name: /Theirs/ }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(section(page, 'Brief')).toContainText('Their why')
  await expect(section(page, 'Brief')).toContainText('My done')
})

test('completing with an unmet criterion says so, and is forced with a reason', async ({ page }) => {
  const { task, open } = await project(page)
  await open(await task('Judged', { criteria: ['CI is green'] }))
  await page.getByRole('button', { name: 'Complete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Complete' })
  await expect(dialog).toContainText('not met: CI is green')
  await dialog.getByRole('button', { name: 'Complete all the same' }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Why this is right all the same' }).fill('CI is down')
  await dialog.getByRole('button', { name: 'Complete all the same' }).click()
  await expect(page.getByRole('button', { name: 'Status: completed' })).toBeVisible()
})

test('a dependency that would close a cycle is refused with the cycle named', async ({ page }) => {
  const { task, open } = await project(page)
  const [first, second] = [await task('First'), await task('Second')]
  await act(page, 'addDependency', { task: second.id, dependsOn: first.id }, 'replayed')
  await open(first)
  await page.keyboard.press('m')
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog', { name: `What ${first.key} waits for` })
  await dialog.getByRole('combobox', { name: 'Task' }).fill(second.key)
  await page.getByRole('option', { name: 'Second' }).click()
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('list', { name: 'The cycle' })).toContainText(second.key)
})

test('a question is asked of people, the package of an agent is shown, and notes are told apart', async ({ page }) => {
  const { task, open } = await project(page)
  await open(await task('Asked', { description: 'Read me.' }))
  await page.getByRole('button', { name: 'More to do' }).click()
  await page.getByRole('menuitem', { name: 'Show what an agent gets' }).click()
  await expect(page.getByRole('dialog')).toContainText('Read me.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Private' }).click()
  await page.getByRole('textbox', { name: 'Private note' }).fill('For me')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(section(page, 'Updates').locator('li', { hasText: 'For me' })).toContainText('Only you see this')
  await page.keyboard.press('Escape')
  await heading(page).click()
  await page.keyboard.press('q')
  await page.getByRole('textbox', { name: 'Question' }).fill('Which one?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Question of' })).toContainText('Which one?')
})

test('a deleted task can be restored where it stood', async ({ page }) => {
  const { task, open } = await project(page)
  await open(await task('Gone'))
  await page.getByRole('button', { name: 'More to do' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('This task is deleted.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit title' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('This task is deleted.')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Edit title' })).toBeVisible()
})

test('the page is accessible while a text is edited and while a conflict is settled', async ({ page }) => {
  const { key, task } = await project(page)
  const made = await task('Checked', { description: 'A [link](https://example.test).' })
  const address = `/projects/${key}/tasks/${made.key}`
  await expectAccessible(page, address, async () => {
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.getByRole('region', { name: 'Preview' }).getByRole('link')).toBeVisible()
  })
  await expectAccessible(page, address, async () => {
    await page.getByRole('button', { name: 'Edit title' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
    await act(page, 'updateTask', { task: made.id, title: `Theirs ${Date.now()}` }, 'replayed')
    await page.getByRole('textbox', { name: 'Title' }).press('Control+Enter')
    await expect(page.getByRole('dialog', { name: 'was changed meanwhile' })).toBeVisible()
  })
})
