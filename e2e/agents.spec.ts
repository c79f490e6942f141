import { expect, type Page, test } from '@playwright/test'

/** One mutation as the person who is signed in, or with a token; the member of its union that came. */
async function act(page: Page, name: string, input: Record<string, unknown>, select: string, token?: string) {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const query = `mutation ($input: ${title}Input!) { ${name}(input: $input) { __typename ... on ${title}Success { ${select} } ... on Error { code message } } }`
  return page.evaluate(
    async ({ query, input, name, token }) => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) })
      const { data } = (await response.json()) as { data: Record<string, Record<string, unknown>> }
      return data[name] ?? {}
    },
    { query, input, name, token },
  )
}

/** An agent that holds two tasks of BEADS. */
async function worker(page: Page, handle: string) {
  const { agent } = (await act(
    page,
    'registerAgent',
    { handle, agentType: 'coder', capabilities: ['go'], wipLimit: 2, project: 'BEADS' },
    'agent { id }',
  )) as { agent: { id: string } }
  const { secret } = await act(page, 'createToken', { agent: agent.id, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')
  const token = String(secret)
  const tasks = []
  for (const title of ['Weld the seam', 'Grind the edge']) {
    const { task } = await act(page, 'createTask', { project: 'BEADS', title, estimatedHours: 1.5 }, 'task { id key }')
    const { id, key } = task as { id: string; key: string }
    const { fence } = await act(page, 'claimTask', { task: id }, 'fence', token)
    tasks.push({ id, key, fence })
  }
  return { token, tasks }
}

test('the agents screen shows what an agent holds, changes its limit, and stops it with a reason that reaches it', async ({ page }) => {
  await page.goto('/projects/BEADS/agents')
  const { token, tasks } = await worker(page, 'wren')
  const row = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'wren' }) })

  await test.step('its claim, lease and load', async () => {
    await expect(page.getByRole('region', { name: 'Online' }).getByRole('button', { name: 'wren' })).toBeVisible()
    await expect(row).toContainText(tasks[0]?.key ?? '')
    await expect(row).toContainText('and 1 more')
    await expect(row).toContainText('holds 2 of at most 2 tasks')
    await expect(row).toContainText(/1[45]:\d\d/)
  })

  await test.step('at most as many as its limit allows', async () => {
    const { task } = await act(page, 'createTask', { project: 'BEADS', title: 'Too much' }, 'task { id }')
    expect(await act(page, 'claimTask', { task: (task as { id: string }).id }, 'fence', token)).toMatchObject({ code: 'WIP_LIMIT' })
  })

  const panel = page.getByRole('complementary', { name: 'Agent wren' })
  await test.step('another limit and another capability', async () => {
    await row.getByRole('button', { name: 'wren' }).click()
    await expect(panel).toContainText('2, 3 h estimated')
    await panel.getByRole('button', { name: 'Edit…' }).click()
    await page.getByLabel('Tasks at once').fill('3')
    await page.getByLabel('Capabilities').fill('go, weld')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(row).toContainText('holds 2 of at most 3 tasks')
    await expect(row).toContainText('weld')
  })

  await test.step('stopped, with a reason', async () => {
    await panel.getByRole('button', { name: 'Stop…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Stop wren' })
    for (const { key } of tasks) await expect(dialog).toContainText(key)
    await dialog.getByLabel('Reason').fill('It welds the wrong seam.')
    await dialog.getByRole('button', { name: 'Stop wren' }).click()
    await expect(page.getByText('wren stopped, 2 tasks freed')).toBeVisible()
    await expect(row).toContainText('holds 0 of at most 3 tasks')
    await expect(row).toContainText('Taken over')
    await expect(panel.getByRole('region', { name: 'Work history' })).toContainText('It welds the wrong seam.')
    await expect(panel.getByRole('button', { name: 'Stop…' })).toBeHidden()
    for (const { id, fence } of tasks)
      expect(await act(page, 'heartbeat', { task: id, fence }, 'expiresAt', token)).toMatchObject({
        code: 'STALE_CLAIM',
        message: expect.stringContaining('It welds the wrong seam.'),
      })
  })
})
