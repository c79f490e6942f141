import type { Locator } from '@playwright/test'
import { act, ask } from './api.ts'
import { expect, test, type Page } from './test.ts'

const plate = (page: Page, key: string) => page.locator(`a.plate-node[aria-label^="${key}, "]`)
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Walks with Tab, as somebody without a mouse does. */
async function tabTo(page: Page, to: Locator) {
  for (let step = 0; step < 120; step++) {
    if (await to.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(to).toBeFocused()
}

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
}

/** Through the palette, by what is typed. */
async function find(page: Page, text: string) {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search or run' })
  await expect(palette).toBeVisible()
  await page.keyboard.type(text)
  await expect(palette.getByRole('option', { selected: true })).toContainText(text)
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
}

test('by keyboard alone, from a first task to an inbox that is done', async ({ page }) => {
  await page.goto('/')
  const project = `K${Date.now().toString(36).slice(-7).toUpperCase()}`
  await act(page, 'createProject', { key: project, name: `Keys of ${project}` }, 'project { id }')
  const handle = `keyed-${project.toLowerCase()}`
  await act(page, 'registerAgent', { handle, project }, 'agent { id }')
  const token = String((await act(page, 'createToken', { agent: handle, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')).secret)
  await ask(page, '{ me { id } }', {}, token)
  const [first, second] = [`${project}-1`, `${project}-2`]
  await page.goto(`/projects/${project}/tasks`)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  await test.step('create', async () => {
    for (const title of ['Survey the site', 'Lay the rails']) {
      await press(page, 'c')
      await expect(page.getByRole('form', { name: 'New task' }).getByLabel('Title')).toBeFocused()
      await page.keyboard.type(title)
      await press(page, 'Enter')
      await expect(page.locator('.task-row').filter({ hasText: title })).toBeVisible()
      await press(page, 'Escape')
    }
  })

  await test.step('plan in the graph', async () => {
    await press(page, 'g', 'd')
    await expect(plate(page, second)).toBeVisible()
    await tabTo(page, page.locator('a.plate-node[tabindex="0"]'))
    const isThere = () => plate(page, second).evaluate((element) => element === document.activeElement)
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowLeft']) if (!(await isThere())) await press(page, key)
    await expect(plate(page, second)).toBeFocused()
    await press(page, 'm', 'b')
    const bar = page.getByRole('dialog', { name: `What blocks ${second}` })
    await expect(bar.getByRole('combobox')).toBeFocused()
    await page.keyboard.type('survey')
    await expect(bar).toContainText(`${first} blocks ${second}. Enter adds it.`)
    await press(page, 'Enter')
    await expect(plate(page, second)).toHaveAttribute('data-status', 'BLOCKED')
  })

  await test.step('find by palette and assign to an agent', async () => {
    await find(page, 'Survey the site')
    await expect(heading(page)).toHaveText('Survey the site')
    await press(page, 'a')
    const agent = page.getByRole('menuitemradio', { name: new RegExp(handle) })
    await expect(agent).toBeVisible()
    for (let step = 0; step < 20 && !(await agent.evaluate((one) => one === document.activeElement)); step++) await press(page, 'ArrowDown')
    await press(page, 'Enter')
    await expect(page.getByRole('button', { name: new RegExp(`^Assignee: .*${handle}`) })).toBeVisible()
  })

  await test.step('watch it work', async () => {
    const { fence } = await act(page, 'claimTask', { task: first }, 'fence', token)
    await expect(page.getByRole('main')).toContainText('In progress')
    await act(page, 'askQuestion', { task: first, fence, body: `North or south, ${project}?` }, 'replayed', token)
  })

  await test.step('answer its question', async () => {
    await press(page, 'g', 'i')
    const line = page.getByRole('link', { name: `North or south, ${project}?` })
    await expect(line).toBeVisible()
    const selected = page.locator('.thread[data-selected]')
    for (let step = 0; step < 200 && !(await selected.filter({ hasText: project }).count()); step++) await press(page, 'j')
    const box = page.getByRole('region', { name: 'Selected notification' }).getByRole('textbox').first()
    await tabTo(page, box)
    await page.keyboard.type('North.')
    await press(page, 'Control+Enter')
    await expect(page.getByText(`${handle} has your answer`)).toBeVisible()
    const { fence } = await act(page, 'claimTask', { task: first }, 'fence', token)
    await act(page, 'completeTask', { task: first, fence, summary: 'Went north.' }, 'task { id }', token)
  })

  await test.step('settle a version conflict', async () => {
    await find(page, 'Lay the rails')
    await expect(heading(page)).toHaveText('Lay the rails')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await press(page, 'r', 'Control+a')
    await page.keyboard.type('Lay the rails north')
    await act(page, 'updateTask', { task: second, title: 'Lay rails' }, 'replayed')
    await press(page, 'Control+Enter')
    const dialog = page.getByRole('dialog', { name: 'was changed meanwhile' })
    await expect(dialog.getByRole('radio', { name: /Yours/ })).toBeChecked()
    await tabTo(page, dialog.getByRole('button', { name: 'Save' }))
    await press(page, 'Enter')
    await expect(heading(page)).toHaveText('Lay the rails north')
  })

  await test.step('undo', async () => {
    await press(page, 'p')
    await expect(page.getByRole('menuitemradio').first()).toBeVisible()
    await page.keyboard.type('c')
    await expect(page.getByRole('menuitemradio', { name: 'CRITICAL' })).toBeFocused()
    await press(page, 'Enter')
    await expect(page.getByRole('button', { name: 'Priority: critical' })).toBeVisible()
    await press(page, 'Control+z')
    await expect(page.getByRole('button', { name: 'Priority: medium' })).toBeVisible()
  })

  await test.step('triage the inbox', async () => {
    await act(page, 'addContext', { task: second, kind: 'UPDATE', body: `Rails came for ${project}.` }, 'replayed', token)
    await press(page, 'g', 'i')
    const line = page.locator('.thread').filter({ hasText: 'Lay the rails north' })
    await expect(line).toHaveCount(1)
    const selected = page.locator('.thread[data-selected]').filter({ hasText: 'Lay the rails north' })
    for (let step = 0; step < 200 && !(await selected.count()); step++) await press(page, 'j')
    await press(page, 'e')
    await expect(line).toHaveCount(0)
    await press(page, 'Control+z')
    await expect(line).toHaveCount(1)
  })
})
