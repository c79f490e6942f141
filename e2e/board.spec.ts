import type { Page } from '@playwright/test'
import { act, ask } from './api.ts'
import { expect, test } from './test.ts'

interface Scene {
  key: string
  path: string
}

/** A project of its own, with a free task, one that waits for it, and one with a criterion that nobody has judged. */
async function scene(page: Page): Promise<Scene> {
  await page.goto('/inbox')
  const key = `B${Date.now().toString(36).toUpperCase().slice(-8)}`
  await act(page, 'createProject', { key, name: 'The board' }, 'project { id }')
  for (const task of [
    { title: 'Lay the sleepers', priority: 'HIGH', tags: ['track'] },
    { title: 'Fasten the rails', dependsOn: [`${key}-1`] },
    { title: 'Measure the gauge', criteria: ['It is 1435 mm'] },
  ])
    await act(page, 'createTask', { project: key, ...task }, 'task { id }')
  return { key, path: `/projects/${key}/board` }
}

/** Opened, and following the server: until then nothing on it listens. */
async function open(page: Page, path: string) {
  await page.goto(path)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}

const column = (page: Page, name: string) => page.getByRole('region', { name })
const card = (page: Page, name: string, title: string) => column(page, name).getByRole('article').filter({ hasText: title })
const statusOf = async (page: Page, ref: string) =>
  (await ask(page, 'query ($ref: ID!) { task(ref: $ref) { ... on Task { status } } }', { ref })).task?.status

/** Picks a card up with the mouse and holds it over a column. */
async function hold(page: Page, title: string, over: string) {
  const from = await page.getByRole('article').filter({ hasText: title }).getByRole('heading').boundingBox()
  const to = await column(page, over).boundingBox()
  if (!from || !to) throw new Error('both are on the board')
  await page.mouse.move(from.x + from.width - 6, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width, from.y + from.height / 2 + 12, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, to.y + 200, { steps: 8 })
}

test('dragging a card by mouse starts its task, live and undoable', async ({ page }) => {
  const { key, path } = await scene(page)
  await open(page, path)
  await expect(card(page, 'Pending', 'Lay the sleepers')).toBeVisible()
  await expect(card(page, 'Blocked', 'Fasten the rails')).toBeVisible()
  await hold(page, 'Lay the sleepers', 'In progress')
  await expect(column(page, 'In progress').getByText('Drop: start')).toBeVisible()
  await page.mouse.up()
  await expect(card(page, 'In progress', 'Lay the sleepers')).toBeVisible()
  await expect.poll(() => statusOf(page, `${key}-1`)).toBe('IN_PROGRESS')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(card(page, 'Pending', 'Lay the sleepers')).toBeVisible()
})

test('a column that cannot take a card says why during the drag, and nothing happens', async ({ page }) => {
  const { key, path } = await scene(page)
  await open(page, path)
  await hold(page, 'Fasten the rails', 'In progress')
  await expect(column(page, 'In progress').getByText(`Waits for ${key}-1.`)).toBeVisible()
  await page.mouse.up()
  await expect(card(page, 'Blocked', 'Fasten the rails')).toBeVisible()
  expect(await statusOf(page, `${key}-2`)).toBe('BLOCKED')
})

test('a card is dragged by keyboard alone', async ({ page }) => {
  const { key, path } = await scene(page)
  await open(page, path)
  await card(page, 'Pending', 'Lay the sleepers')
    .getByRole('button', { name: `Drag ${key}-1` })
    .focus()
  await page.keyboard.press('Enter')
  await expect(column(page, 'In progress: start')).toBeVisible()
  // Columns that refuse are left out; the nearest that takes it comes first.
  for (let i = 0; i < 6 && !(await column(page, 'In progress: start').evaluate((element) => element === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(card(page, 'In progress', 'Lay the sleepers')).toBeVisible()
  await expect.poll(() => statusOf(page, `${key}-1`)).toBe('IN_PROGRESS')
  await expect(page.locator(':focus')).toHaveText('Lay the sleepers')
})

test('arrows walk over the cards and with Shift carry them to the next column that takes them', async ({ page }) => {
  const { key, path } = await scene(page)
  await open(page, path)
  await card(page, 'Blocked', 'Fasten the rails').getByRole('link').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator(':focus')).toHaveText('Lay the sleepers')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator(':focus')).toHaveText('Measure the gauge')
  await page.keyboard.press('p')
  await page.getByRole('menuitemradio', { name: 'Critical' }).click()
  await expect(page.getByRole('button', { name: `Critical priority: change that of ${key}-3` })).toBeVisible()
  await card(page, 'Pending', 'Lay the sleepers').getByRole('link').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(card(page, 'In progress', 'Lay the sleepers')).toBeVisible()
  await expect.poll(() => statusOf(page, `${key}-1`)).toBe('IN_PROGRESS')
})

test('completing what is not met opens the dialog that says so', async ({ page }) => {
  const { key, path } = await scene(page)
  await open(page, path)
  await hold(page, 'Measure the gauge', 'Completed')
  await page.mouse.up()
  const dialog = page.getByRole('dialog', { name: `Complete ${key}-3` })
  await expect(dialog).toContainText('It is 1435 mm')
  await page.keyboard.press('Escape')
  expect(await statusOf(page, `${key}-3`)).toBe('PENDING')
})

test('columns by assignee and by priority stand in the address, and a card takes what it is dropped on', async ({ page }) => {
  const { key, path } = await scene(page)
  await open(page, path)
  await page.getByRole('button', { name: 'Priority', exact: true }).click()
  await expect(page).toHaveURL(/by=priority/)
  await expect(card(page, 'High', 'Lay the sleepers')).toBeVisible()
  await hold(page, 'Lay the sleepers', 'Low')
  await page.mouse.up()
  await expect(card(page, 'Low', 'Lay the sleepers')).toBeVisible()
  // The card is there before the server has answered.
  const priority = async () =>
    (await ask(page, 'query ($ref: ID!) { task(ref: $ref) { ... on Task { priority } } }', { ref: `${key}-1` })).task?.priority
  await expect.poll(priority).toBe('LOW')
  await page.getByRole('button', { name: 'Assignee', exact: true }).click()
  await expect(card(page, 'Unassigned', 'Lay the sleepers')).toBeVisible()
})

test('a phone shows one column at a time, with a switch', async ({ page }) => {
  const { path } = await scene(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, path)
  await expect(card(page, 'Pending', 'Lay the sleepers')).toBeVisible()
  await expect(column(page, 'Blocked')).toBeHidden()
  await page
    .getByRole('group', { name: 'Column', exact: true })
    .getByRole('button', { name: /^Blocked/ })
    .click()
  await expect(card(page, 'Blocked', 'Fasten the rails')).toBeVisible()
})
