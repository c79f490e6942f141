import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { ADMIN, BASE_URL, E2E_ENV, FIXTURE, STATE } from './environment.ts'
import { ROUTES } from './routes.ts'

const run = promisify(execFile)

/** One GraphQL call as an agent makes it: curl and nothing else. */
async function curl<T>(token: string, query: string): Promise<T> {
  const headers = ['-H', `Authorization: Bearer ${token}`, '-H', 'Content-Type: application/json']
  const { stdout } = await run('curl', ['-sS', ...headers, '--data', JSON.stringify({ query }), `${BASE_URL}/graphql`])
  const { data, errors } = JSON.parse(stdout) as { data: T; errors?: unknown }
  expect(errors, stdout).toBeUndefined()
  return data
}

/** Leaves a mark that a reload would wipe out. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { stayed: true }))
const hasStayed = (page: Page) => page.evaluate(() => 'stayed' in window)

async function signIn(page: Page) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(ADMIN.email)
  await page.getByLabel('Password').fill(ADMIN.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('/')
}

/** Makes a task in the open line; answers its key, which the newest message names. */
async function newTask(page: Page, title: string) {
  const made = page.getByText(/^BEADS-\d+ created/)
  const before = new Set(await made.allInnerTexts())
  const fresh = async () => (await made.allInnerTexts()).find((text) => !before.has(text))
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.getByRole('textbox', { name: 'Title' }).press('Enter')
  await expect.poll(fresh).toBeDefined()
  return /BEADS-\d+/.exec((await fresh()) ?? '')?.[0] ?? ''
}

test('from an empty installation to an agent whose work frees a colleague, live', async ({ page, context }) => {
  await test.step('the first run leads to set-up, which makes the first administrator', async () => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/setup/)
    for (const { address, as } of Object.values(ROUTES)) if (as === 'fresh') await expectAccessible(page, address)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByLabel('Name').fill(ADMIN.name)
    await page.getByLabel('Handle').fill(ADMIN.handle)
    await page.getByLabel('E-mail').fill(ADMIN.email)
    await page.getByLabel('Password').fill(ADMIN.password)
    await page.getByRole('button', { name: 'Make admin and sign in' }).click()
    await page.waitForURL(`${BASE_URL}/`)
  })

  await test.step('signing out and in again', async () => {
    await page.getByRole('button', { name: `You are ${ADMIN.name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await signIn(page)
    await context.storageState({ path: STATE })
  })

  await test.step('real work comes in beside the running server', async () => {
    const command = ['lib/commands/import.ts', 'beads', FIXTURE, '--project', 'BEADS', '--create-project', 'Beads', '--json']
    await run('node', ['--import', 'tsx', ...command], { env: { ...process.env, ...E2E_ENV } })
    await page.goto('/projects')
    await page.getByRole('link', { name: 'Beads' }).first().click()
    await expect(page).toHaveURL(/\/projects\/BEADS\/tasks/)
    await expect(page.getByText('ready to claim')).toBeVisible()
  })

  let token = ''
  await test.step('an agent is connected and its token shown once', async () => {
    await page.goto('/projects/BEADS/agents')
    await page.getByRole('button', { name: 'Connect agent' }).first().click()
    await page.getByLabel('Handle').fill('kestrel')
    await page.getByRole('button', { name: 'Connect and show token' }).click()
    token = await page.getByLabel('Token', { exact: true }).innerText()
    expect(token).toMatch(/^to_/)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await expect(page.getByText('kestrel').first()).toBeVisible()
    await expect(page.getByText(token)).toHaveCount(0)
  })

  let [first, second] = ['', '']
  await test.step('two tasks are made, the second waiting for the first and assigned to the administrator', async () => {
    await page.goto('/projects/BEADS/tasks')
    await page.getByRole('button', { name: 'New task' }).click()
    first = await newTask(page, 'Weigh the parcels')
    second = await newTask(page, 'Label the parcels')
    await page.goto(`/projects/BEADS/tasks/${second}`)
    await page.getByRole('button', { name: 'Add what it waits for' }).click()
    await page.getByRole('combobox', { name: 'Task' }).fill('Weigh the parcels')
    await page.getByRole('option', { name: new RegExp(first) }).click()
    await page.getByRole('button', { name: /^Add/ }).last().click()
    await expect(page.getByRole('main').getByText('Blocked').first()).toBeVisible()
    await page.getByRole('button', { name: /^Assignee: / }).click()
    await page
      .getByRole('menuitemradio', { name: new RegExp(ADMIN.name) })
      .or(page.getByRole('menuitem', { name: new RegExp(ADMIN.name) }))
      .first()
      .click()
    await expect(page.getByRole('button', { name: new RegExp(`^Assignee: ${ADMIN.name}`) })).toBeVisible()
  })

  const graph = page
  const task = await context.newPage()
  const inbox = await context.newPage()
  await test.step('graph, task and inbox stand open', async () => {
    await graph.goto(`/projects/BEADS/graph?around=${second}`)
    await expect(graph.locator('a.plate-node', { hasText: first })).toHaveAttribute('data-status', 'PENDING')
    await expect(graph.locator('a.plate-node', { hasText: second })).toHaveAttribute('data-status', 'BLOCKED')
    await task.goto(`/projects/BEADS/tasks/${second}`)
    await expect(task.getByRole('main').getByText('Blocked').first()).toBeVisible()
    await inbox.goto('/inbox')
    for (const open of [graph, task, inbox]) await mark(open)
  })
  const viewport = graph.locator('.react-flow__viewport')
  const before = await viewport.getAttribute('style')

  await test.step('with curl alone the agent claims the first task and completes it', async () => {
    const me = await curl<{ me: { handle: string } }>(token, '{ me { handle } }')
    expect(me.me.handle).toBe('kestrel')
    const claim = await curl<{ claimTask: { fence: number } }>(
      token,
      `mutation { claimTask(input: { task: "${first}" }) { ... on ClaimTaskSuccess { fence expiresAt } ... on Error { code message hint } } }`,
    )
    expect(claim.claimTask.fence).toBe(1)
    await expect(graph.locator('a.plate-node', { hasText: first })).toHaveAttribute('data-status', 'IN_PROGRESS')
    const done = await curl<{ completeTask: { unblockedTasks: { key: string }[] } }>(
      token,
      `mutation { completeTask(input: { task: "${first}", fence: 1, summary: "Weighed." }) { ... on CompleteTaskSuccess { unblockedTasks { key } } ... on Error { code message hint } } }`,
    )
    expect(done.completeTask.unblockedTasks).toEqual([{ key: second }])
  })

  await test.step('every open page shows it without a reload, and the graph has not moved', async () => {
    await expect(graph.locator('a.plate-node', { hasText: first })).toHaveAttribute('data-status', 'COMPLETED')
    await expect(graph.locator('a.plate-node', { hasText: second })).toHaveAttribute('data-status', 'PENDING')
    await expect(task.getByRole('main').getByText('Pending').first()).toBeVisible()
    await expect(inbox.getByRole('link', { name: 'Label the parcels' })).toBeVisible()
    expect(await viewport.getAttribute('style')).toBe(before)
    for (const open of [graph, task, inbox]) expect(await hasStayed(open)).toBe(true)
  })
})
