import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'

/** One GraphQL call by who is signed in. */
async function call<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const origin = new URL(page.url()).origin
  const answer = await page.request.post('/graphql', { data: { query, variables }, headers: { origin } })
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

const PROJECT = 'SHELL'
const SEVENTH = 'Sharpen the pencils of the ninth signal box'

test.beforeAll(async ({ browser }, info) => {
  const context = await browser.newContext({ storageState: info.project.use.storageState, baseURL: info.project.use.baseURL })
  const page = await context.newPage()
  await page.goto('/inbox')
  const { projects } = await call<{ projects: { key: string }[] }>(page, '{ projects { key } }')
  if (!projects.some(({ key }) => key === PROJECT)) {
    await call(
      page,
      `mutation ($key: String!) { createProject(input: { key: $key, name: "Shell journeys", status: ACTIVE }) { __typename } }`,
      {
        key: PROJECT,
      },
    )
    for (const title of ['First', 'Second', SEVENTH])
      await call(
        page,
        `mutation ($project: ID!, $title: String!) { createTask(input: { project: $project, title: $title }) { __typename } }`,
        {
          project: PROJECT,
          title,
        },
      )
  }
  await setShortcuts(page, true)
  await context.close()
})

const setShortcuts = (page: Page, shortcuts: boolean) =>
  call(page, 'mutation ($shortcuts: Boolean!) { updatePreference(input: { shortcuts: $shortcuts }) { __typename } }', { shortcuts })

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or run' })
const chosen = (page: Page) => palette(page).getByRole('option', { selected: true })

/** The keys work once the page's script does, which the lamp tells. */
async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}

test('a task is found in the palette by its key, by its number and by its words', async ({ page }) => {
  await open(page, `/projects/${PROJECT}/activity`)
  for (const text of ['shell-3', '3', 'pencils signal']) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(text)
    await expect(chosen(page)).toContainText(SEVENTH)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/projects/${PROJECT}/tasks/SHELL-3`)
    await page.goBack()
    await expect(page).toHaveURL(`/projects/${PROJECT}/activity`)
  }
})

test('the palette goes to pages, runs commands, opens new tabs and remembers recent tasks', async ({ page, context }) => {
  await open(page, `/projects/${PROJECT}/tasks/SHELL-2`)
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('group', { name: 'Recent tasks' })).toContainText('Second')
  await page.keyboard.type('go graph')
  await expect(chosen(page)).toContainText('Graph')
  const tab = context.waitForEvent('page')
  await page.keyboard.press('Control+Enter')
  await expect(await tab).toHaveURL(`/projects/${PROJECT}/graph`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/projects/${PROJECT}/graph`)

  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('light and dark')
  await expect(chosen(page)).toContainText('Switch between light and dark')
  await page.keyboard.press('Enter')
  await expect.poll(theme).toBe('dark')
})

test('arrows move through the palette, Escape closes it, and focus goes back to where it was', async ({ page }) => {
  await open(page, '/inbox')
  const home = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).first()
  await home.focus()
  await page.keyboard.press('Control+k')
  await expect(chosen(page)).toBeVisible()
  const first = await chosen(page).innerText()
  await page.keyboard.press('ArrowDown')
  await expect(chosen(page)).not.toHaveText(first)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(chosen(page)).toContainText('Sign out')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(home).toBeFocused()
})

test('what nothing fits is said', async ({ page }) => {
  await open(page, '/inbox')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('qqqqzzzz')
  await expect(palette(page).getByRole('status')).toHaveText('Nothing found for “qqqqzzzz”.')
})

test('two keys lead to each page, and what can follow the first is shown', async ({ page }) => {
  await open(page, `/projects/${PROJECT}/tasks`)
  await page.keyboard.press('g')
  await expect(page.getByText('Waiting for the next key.')).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Waiting for the next key.')).toHaveCount(0)
  const pages = { d: 'graph', a: 'agents', v: 'activity', t: 'tasks' }
  for (const [key, name] of Object.entries(pages)) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page).toHaveURL(`/projects/${PROJECT}/${name}`)
  }
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page).toHaveURL('/inbox')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page).toHaveURL('/')
})

test('a key that does not belong to a sequence ends it and does nothing else', async ({ page }) => {
  await open(page, `/projects/${PROJECT}/activity`)
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByText('Waiting for the next key.')).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a task is made from anywhere with c', async ({ page }) => {
  await open(page, `/projects/${PROJECT}/activity`)
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'New task' })
  await expect(dialog.getByLabel('Title')).toBeFocused()
  await page.keyboard.type('Made by a key g t')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^SHELL-\d+ created/)).toBeVisible()
  await expect(page).toHaveURL(`/projects/${PROJECT}/activity`)
})

test('the sheet names every key of the page, and keys that type can be switched off', async ({ page }) => {
  await open(page, `/projects/${PROJECT}/activity`)
  await page.keyboard.press('Shift+?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const title of ['Home', 'Inbox', 'Graph', 'Create task', 'Search or run a command', 'Show or hide the sidebar'])
    await expect(sheet.getByText(title, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  await setShortcuts(page, false)
  await open(page, `/projects/${PROJECT}/activity`)
  await page.keyboard.press('c')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page).toHaveURL(`/projects/${PROJECT}/activity`)
  await page.keyboard.type('keyboard short')
  await page.keyboard.press('Enter')
  await expect(sheet.getByText('Keys that type are switched off.')).toBeVisible()
  await setShortcuts(page, true)
})

test('the sidebar shows projects with their counts, folds away by a key and stays so over a reload without moving', async ({ page }) => {
  await open(page, `/projects/${PROJECT}/activity`)
  const sidebar = page.locator('nav.sidebar')
  await expect(sidebar.getByRole('link', { name: /^Shell journeys \d+ open/ })).toHaveAttribute('aria-current', 'true')
  await expect(sidebar.getByRole('link', { name: 'Activity' })).toHaveAttribute('aria-current', 'page')
  await expect(sidebar.getByRole('link', { name: 'Templates' })).toHaveAttribute('href', `/projects/${PROJECT}/templates`)
  await page.keyboard.press('[')
  await expect(sidebar).toBeHidden()
  const tabs = page.locator('nav.tabs')
  await expect(tabs.getByRole('link', { name: 'Activity' })).toHaveAttribute('aria-current', 'page')
  await page.reload()
  await expect(tabs).toBeVisible()
  await expect(sidebar).toBeHidden()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.keyboard.press('[')
  await expect(sidebar).toBeVisible()
})

test('the sidebar makes no page longer than the window', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 320 })
  await open(page, '/commands')
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0)
})

test('on a phone the strip of tabs shows the current one whole', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, `/projects/${PROJECT}/settings?tab=danger`)
  await expect(page.getByRole('link', { name: 'Archive', exact: true })).toBeInViewport({ ratio: 1 })
})

test('on a phone long titles leave the palette its width', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, `/projects/${PROJECT}/activity`)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('BEADS-2')
  await expect(
    palette(page)
      .getByRole('option', { name: /BEADS-2/ })
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('import')
  await expect(
    palette(page)
      .getByRole('option', { name: /BEADS-\d/ })
      .first(),
  ).toBeVisible()
  await expect(palette(page).getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
})

test('a fault goes with the keystroke that mends it, so that the press after it counts', async ({ browser }) => {
  const page = await browser.newPage({ storageState: { cookies: [], origins: [] } })
  await page.goto('/sign-in')
  await expect(async () => {
    await page.getByLabel('E-mail').fill('nobody')
    await page.getByLabel('Password').fill('a password that nobody has')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText("'@'")).toBeVisible()
  }).toPass()
  await page.getByLabel('E-mail').fill('nobody@example.org')
  await expect(page.getByText("'@'")).toBeHidden()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.close()
})

test('on a phone the drawer leads where the bottom does not', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${PROJECT}/tasks`)
  await page.getByRole('button', { name: 'More' }).click()
  const drawer = page.getByRole('dialog', { name: 'Go to' })
  await drawer.getByRole('link', { name: 'Agents' }).click()
  await expect(page).toHaveURL(`/projects/${PROJECT}/agents`)
  await expect(drawer).toHaveCount(0)
})

test('a lost line is told with the age of the page; back again, what was missed is there and told', async ({
  page,
  context,
  browser,
}, info) => {
  await open(page, `/projects/${PROJECT}/tasks`)
  await context.setOffline(true)
  await expect(page.getByText('Connection lost.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/What you see is \d+ s old/)).toBeVisible()

  const elsewhere = await browser.newContext({ storageState: info.project.use.storageState, baseURL: info.project.use.baseURL })
  const other = await elsewhere.newPage()
  await other.goto('/inbox')
  await call(other, `mutation { createTask(input: { project: "${PROJECT}", title: "Made while the line was lost" }) { __typename } }`)
  await elsewhere.close()

  await context.setOffline(false)
  await expect(page.getByText('Connected again.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/Caught up, \d+ changes?\./)).toBeVisible()
  await expect(page.getByText('Connection lost.')).toHaveCount(0)
  await expect(page.getByText('Made while the line was lost').first()).toBeVisible()
})

test('an address that leads nowhere says what was asked for and keeps the ways on', async ({ page }) => {
  await page.goto('/projects/NOWHERE/tasks')
  await expect(page.getByRole('heading', { name: 'Nothing here that you can see.' })).toBeVisible()
  await expect(page.getByText('/projects/NOWHERE/tasks')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'All projects' })).toBeVisible()
  await expect(page).toHaveTitle('Nothing here · Task Orchestrator')
  await page.goto(`/projects/${PROJECT}/tasks/${PROJECT}-99999`)
  await expect(page.getByRole('main').getByText(`${PROJECT}-99999`)).toBeVisible()
  await expect(page.getByRole('link', { name: `Tasks of ${PROJECT}` })).toBeVisible()
})

test('the first Tab leads past the sidebar to the content', async ({ page }) => {
  await open(page, '/inbox')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('palette, sheet and drawer have no accessibility violation', async ({ page }) => {
  const address = `/projects/${PROJECT}/activity`
  for (const [keys, name] of [
    ['Control+k', 'Search or run'],
    ['Shift+?', 'Keyboard shortcuts'],
  ] as const)
    await expectAccessible(page, address, async () => {
      await expect(page.getByText('Live', { exact: true })).toBeVisible()
      await page.keyboard.press(keys)
      await expect(page.getByRole('dialog', { name })).toBeVisible()
    })
})
