import { expect, type Page } from '@playwright/test'
import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { test } from './test.ts'

/** Nothing of an earlier run is in the way. */
const KEY = `T${Date.now().toString(36).slice(-6).toUpperCase()}`
const path = (rest = '') => `/projects/${KEY}/templates${rest}`

/** A page whose socket is open listens to every key and press. */
async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' })
const text = (page: Page) => page.getByRole('textbox', { name: 'Text (YAML or JSON)' })

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage()
  await page.goto('/projects')
  await act(page, 'createProject', { key: KEY, name: 'The tea house' }, 'project { id }')
  const tasks = [
    { ref: 'kettle', title: 'Fill the kettle', estimatedHours: 1 },
    { ref: 'boil', title: 'Boil the water', dependsOn: ['kettle'] },
    { ref: 'pour', title: 'Pour {{gently}}', dependsOn: ['boil'] },
  ]
  await act(page, 'createPlan', { project: KEY, tasks }, 'taskCount')
  await page.close()
})

test('a template is found in the palette, filled in beside its plan and created', async ({ page }) => {
  await open(page, `/projects/${KEY}/tasks`)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('new from template')
  await expect(page.getByRole('option', { name: /New from template/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Use Release' }).click()
  await expect(preview(page)).toContainText('Freeze ‹version›')
  await expect(page.getByRole('group', { name: 'Graph of 12 tasks' })).toBeVisible()

  await page.getByRole('textbox', { name: 'Version' }).fill('next')
  await expect(page.getByText('"next" does not fit the pattern')).toBeVisible()
  await page.getByRole('textbox', { name: 'Version' }).fill('2.4.0')
  await page.getByRole('textbox', { name: /^Platforms/ }).fill('Linux')
  await page.getByRole('checkbox', { name: /Announce it/ }).uncheck()
  await expect(preview(page)).toContainText('Try 2.4.0 on Linux')
  await page.getByRole('button', { name: 'Create 7 tasks' }).press('Enter')
  await expect(page.getByText(`7 tasks created: ${KEY}-4 to ${KEY}-10`)).toBeVisible()
  const { project } = await ask(page, `{ project(ref: "${KEY}") { counts { total } } }`)
  expect(project).toMatchObject({ counts: { total: 10 } })
})

test('what has to be given is asked for by name, and nothing is created without it', async ({ page }) => {
  await open(page, path('/tpl_bug'))
  await page.getByRole('button', { name: /^Create/ }).click()
  await expect(page.getByRole('textbox', { name: 'What is wrong' })).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveURL(/tpl_bug$/)
})

test('selected tasks are saved as a template, changed with faults by their line, used and deleted', async ({ page }) => {
  await open(page, `/projects/${KEY}/tasks`)
  for (const number of [1, 2]) await page.getByRole('checkbox', { name: `Select ${KEY}-${number}`, exact: true }).click()
  await page.getByRole('toolbar', { name: '2 selected' }).getByRole('button', { name: 'Save as a template' }).click()
  await expect(text(page)).toHaveValue(/ref: fill-the-kettle[\s\S]*dependsOn:\n\s+- fill-the-kettle/)
  const source =
    'name: Tea\nvariables:\n  cups: { type: list }\ntasks:\n  - { ref: boil, title: Boil }\n  - { each: cups, title: "Pour {{cup}}", dependsOn: [boil] }\n'
  await text(page).fill(source)
  await page.getByRole('button', { name: 'Line 6' }).press('Enter')
  await expect(text(page)).toBeFocused()
  await page.getByRole('button', { name: 'Save template' }).click()
  await expect(page.getByText('"cup" is no variable of this template')).toBeVisible()
  await text(page).fill(source.replace('each: cups,', 'each: cups, as: cup,'))
  await expect(page.getByText('No faults.')).toBeVisible()
  await expect(preview(page)).toContainText('Pour ‹cups› 2')
  await page.getByRole('button', { name: 'Save template' }).click()
  await expect(page.getByText('Template Tea saved')).toBeVisible()
  await page.getByRole('textbox', { name: 'cups' }).fill('red\nblue')
  await expect(page.getByRole('button', { name: 'Create 3 tasks' })).toBeVisible()

  await open(page, path())
  await page.getByRole('button', { name: 'Delete Tea' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the template' }).click()
  await expect(page.getByText('Template Tea deleted')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Use Tea' })).toBeHidden()
})

test('a draft that was edited is made anew only when that is wanted', async ({ page }) => {
  await open(page, path('/new?all=true'))
  const edited = `# Mine\n${await text(page).inputValue()}`
  await text(page).fill(edited)
  const box = page.getByRole('checkbox', { name: 'Ask for each assignee by a variable' })
  await box.click()
  await page.getByRole('dialog', { name: 'Draft it again?' }).getByRole('button', { name: 'Back' }).click()
  await expect(text(page)).toHaveValue(edited)
  await box.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Draft it again' }).click()
  await expect(text(page)).not.toHaveValue(/# Mine/)
  await expect(box).toBeChecked()
})

test('a whole project becomes a template for everybody; what braces it has stay braces', async ({ page }) => {
  await open(page, path())
  await page.getByRole('link', { name: 'From this project' }).click()
  await expect(text(page)).toHaveValue(/Pour \\\{\{gently/)
  const name = `House ${KEY}`
  await text(page).fill((await text(page).inputValue()).replace(/^name: .*/, `name: ${name}`))
  await page.getByRole('button', { name: /For/ }).click()
  await page.getByRole('option', { name: 'Everybody' }).click()
  await page.getByRole('button', { name: 'Save template' }).click()
  await expect(page.getByText(`Template ${name} saved`)).toBeVisible()
  await expect(preview(page)).toContainText('Pour {{gently}}')
  await open(page, path())
  await expect(page.getByRole('region', { name: 'For everybody' })).toContainText(name)
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the template' }).click()
  await expect(page.getByText(`Template ${name} deleted`)).toBeVisible()
})

test('no part of it has an accessibility violation', async ({ page }) => {
  // A template and its form are among the pages of accessibility.spec.ts.
  for (const rest of ['', '/new?all=true']) await expectAccessible(page, path(rest))
})
