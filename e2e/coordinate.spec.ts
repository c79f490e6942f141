import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'

/** One mutation as the person who is signed in; the member of its union that came. */
async function act(page: Page, name: string, input: Record<string, unknown>, select: string): Promise<Record<string, unknown>> {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const query = `mutation ($input: ${title}Input!) { ${name}(input: $input) { __typename ... on ${title}Success { ${select} } ... on Error { code message } } }`
  const data = await send(page, query, { input })
  return data[name] as Record<string, unknown>
}

async function send(page: Page, query: string, variables: Record<string, unknown> = {}, token?: string): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ({ query, variables, token }) => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
      const { data } = (await response.json()) as { data: Record<string, unknown> }
      return data
    },
    { query, variables, token },
  )
}

async function task(page: Page, project: string, title: string, more: Record<string, unknown> = {}) {
  const { task: made } = await act(page, 'createTask', { project, title, ...more }, 'task { id key }')
  return made as { id: string; key: string }
}

/** An agent that has just called. */
async function agent(page: Page, project: string, handle: string, more: Record<string, unknown> = {}) {
  await act(page, 'registerAgent', { handle, project, ...more }, 'agent { id }')
  const { secret } = await act(page, 'createToken', { agent: handle, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')
  await send(page, '{ me { id } }', {}, String(secret))
}

test('an owner looks at who would get which task and why, and nothing else is assigned than what was shown', async ({ page }) => {
  await page.goto('/')
  await act(page, 'createProject', { key: 'TRAM', name: 'The tram' }, 'project { id }')
  await agent(page, 'TRAM', 'otter', { capabilities: ['sql'], wipLimit: 2 })
  await agent(page, 'TRAM', 'heron', { capabilities: ['figma'] })
  const rails = await task(page, 'TRAM', 'Lay the rails', { estimatedHours: 8 })
  const query = await task(page, 'TRAM', 'Find the slow query', { requiredCapabilities: ['sql'] })
  const mainframe = await task(page, 'TRAM', 'Ask the mainframe', { requiredCapabilities: ['cobol'] })
  await task(page, 'TRAM', 'Run the tram', { dependsOn: [rails.id], estimatedHours: 3 })

  await page.goto('/projects/TRAM/agents')
  const strip = page.getByRole('region', { name: 'Critical path' })
  await expect(strip).toContainText('2 tasks, 11 h')
  await expect(strip.getByRole('link', { name: rails.key })).toBeVisible()

  await page.getByRole('button', { name: 'Coordinate…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Coordinate' })
  await expect(dialog.getByRole('status')).toContainText('2 tasks would be assigned to 2 agents, 1 left.')
  await expect(dialog.getByRole('region', { name: 'For heron' })).toContainText('Lay the rails')
  await expect(dialog.getByRole('region', { name: 'For heron' })).toContainText('On the critical path')
  await expect(dialog.getByRole('region', { name: 'For otter' })).toContainText('is capable of sql and then has 1 of at most 2 tasks')
  await expect(dialog.getByRole('region', { name: 'Left' })).toContainText(mainframe.key)
  await expect(dialog.getByRole('region', { name: 'Left' })).toContainText('No agent has cobol.')

  await test.step('something changes meanwhile: nothing is assigned until that was seen too', async () => {
    await task(page, 'TRAM', 'Paint the shelter')
    await dialog.getByRole('button', { name: 'Assign 2 tasks' }).click()
    await expect(dialog.getByText('Something has changed meanwhile.')).toBeVisible()
    await expect(dialog.getByText('Paint the shelter')).toBeVisible()
    await dialog.getByRole('button', { name: 'Assign 3 tasks' }).click()
    await expect(page.getByText('3 tasks assigned')).toBeVisible()
    await expect(dialog).toBeHidden()
  })
  const assigneeOf = async (key: string) => (await send(page, `{ task(ref: "${key}") { ... on Task { assignee { handle } } } }`)).task
  await expect.poll(() => assigneeOf(query.key)).toEqual({ assignee: { handle: 'otter' } })

  await test.step('work is moved off an agent that has too much, when that is asked for', async () => {
    for (const title of ['Oil the switch', 'Count the tickets'])
      await task(page, 'TRAM', title, { requiredCapabilities: ['sql'], assignee: 'otter' })
    await agent(page, 'TRAM', 'crane', { capabilities: ['sql'] })
    await page.getByRole('button', { name: 'Coordinate…' }).click()
    await expect(dialog.getByRole('status')).toContainText('Nothing to assign')
    await dialog.getByRole('button', { name: 'Move work off overloaded agents' }).click()
    const moved = dialog.getByRole('region', { name: 'For crane' })
    await expect(moved).toContainText('moved from')
    await expect(moved).toContainText('may hold 2')
    await dialog.getByRole('button', { name: /^Assign \d/ }).click()
    await expect(dialog).toBeHidden()
  })
  await test.step('what was handed out is taken back whole', async () => {
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await expect(page.getByText(/^Undone: /)).toBeVisible()
    const { tasks } = await send(page, '{ tasks(project: "TRAM", filter: { assignee: ["crane"] }, first: 5) { nodes { id } } }')
    expect(tasks).toEqual({ nodes: [] })
  })
})

test('where nothing is ready the tasks page says why, and a task says what would free it', async ({ page }) => {
  await page.goto('/')
  await act(page, 'createProject', { key: 'FERRY', name: 'The ferry' }, 'project { id }')
  const permit = await task(page, 'FERRY', 'Get the permit')
  const dock = await task(page, 'FERRY', 'Build the dock', { dependsOn: [permit.id] })
  const sail = await task(page, 'FERRY', 'Set sail', { dependsOn: [dock.id] })

  await page.goto('/projects/FERRY/tasks')
  await expect(page.getByText('Get the permit').first()).toBeVisible()
  const why = page.getByRole('region', { name: 'Why nothing is ready' })
  await expect(why).toBeHidden()
  await act(page, 'holdTask', { task: permit.id, reason: 'The harbour office is closed' }, 'task { id }')
  await expect(why).toContainText('No task is ready that someone could take.')
  await expect(why).toContainText('2 tasks wait for others, 1 task is on hold.')
  await expect(why).toContainText('The harbour office is closed, and 2 tasks wait for it.')
  await expect(why).toContainText('No agent works here.')

  await page.goto(`/projects/FERRY/tasks/${sail.key}`)
  const reasons = page.getByRole('region', { name: 'Why it is not ready' })
  await expect(reasons).toContainText('Not ready: it waits for 1 open task.')
  await expect(reasons.getByRole('link', { name: 'Get the permit' })).toBeVisible()
  await expect(reasons).toContainText('The harbour office is closed')
  await expectAccessible(page, `/projects/FERRY/tasks/${sail.key}`)

  await test.step('released, the reason is gone without a reload', async () => {
    await act(page, 'releaseHold', { task: permit.id }, 'task { id }')
    await expect(reasons).toContainText(`${permit.key} is ready and nobody has it`)
  })
})
