import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, type Page, test } from './test.ts'

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

/** An agent of a project, with a token; it has called unless it is told to stay silent. */
async function agent(page: Page, project: string, handle: string, more: Record<string, unknown> = {}, isSilent = false) {
  const { agent: made } = (await act(page, 'registerAgent', { handle, project, ...more }, 'agent { id }')) as { agent: { id: string } }
  const { secret } = await act(page, 'createToken', { agent: made.id, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')
  if (!isSilent) await ask(page, '{ me { id } }', {}, String(secret))
  return { id: made.id, token: String(secret) }
}

async function ready(page: Page, project: string, title: string, more: Record<string, unknown> = {}) {
  const { task } = await act(page, 'createTask', { project, title, ...more }, 'task { id key }')
  return task as { id: string; key: string }
}

const rowOf = (page: Page, handle: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Agent ${handle}`, exact: true }) })
const assigneeOf = async (page: Page, key: string) => {
  const { task } = await ask(page, `{ task(ref: "${key}") { ... on Task { assignee { handle } } } }`)
  return (task as { assignee: { handle: string } | null }).assignee?.handle ?? null
}

test('the agents screen shows what an agent holds, changes its limit, and stops it with a reason that reaches it', async ({ page }) => {
  await page.goto('/projects/BEADS/agents')
  const { token, tasks } = await worker(page, 'garganey')
  const row = rowOf(page, 'garganey')

  await test.step('its claim, lease and load', async () => {
    await expect(page.getByRole('region', { name: 'Online' }).getByRole('button', { name: 'garganey' })).toBeVisible()
    await expect(row).toContainText(tasks[0]?.key ?? '')
    await expect(row).toContainText('and 1 more')
    await expect(row).toContainText('holds 2 of at most 2 tasks')
    await expect(row).toContainText(/1[45]:\d\d/)
  })

  await test.step('at most as many as its limit allows', async () => {
    const { task } = await act(page, 'createTask', { project: 'BEADS', title: 'Too much' }, 'task { id }')
    expect(await act(page, 'claimTask', { task: (task as { id: string }).id }, 'fence', token)).toMatchObject({ code: 'WIP_LIMIT' })
  })

  const panel = page.getByRole('complementary', { name: 'Agent garganey' })
  await test.step('another limit and another capability', async () => {
    await row.getByRole('button', { name: 'garganey' }).click()
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
    const dialog = page.getByRole('dialog', { name: 'Stop garganey' })
    for (const { key } of tasks) await expect(dialog).toContainText(key)
    await dialog.getByLabel('Reason').fill('It welds the wrong seam.')
    await dialog.getByRole('button', { name: 'Stop garganey' }).click()
    await expect(page.getByText('garganey stopped, 2 tasks freed')).toBeVisible()
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

test('ready work is given to an agent by mouse, by keyboard and by menu, and taken back', async ({ page }) => {
  await page.goto('/')
  await act(page, 'createProject', { key: 'CRANE', name: 'The crane' }, 'project { id }')
  await agent(page, 'CRANE', 'swift', { capabilities: ['steel'] })
  await agent(page, 'CRANE', 'robin')
  const [boom, hook, cab] = [
    await ready(page, 'CRANE', 'Bolt the boom', { requiredCapabilities: ['steel'] }),
    await ready(page, 'CRANE', 'Hang the hook'),
    await ready(page, 'CRANE', 'Paint the cab'),
  ]
  await page.goto('/projects/CRANE/agents')
  const panel = page.getByRole('complementary', { name: 'Ready tasks' })
  const waiting = (key: string) => panel.getByRole('button', { name: `Drag ${key}` })
  await expect(waiting(boom.key)).toBeVisible()

  await test.step('dragged to an agent that lacks what it asks for: refused', async () => {
    await waiting(boom.key).dragTo(rowOf(page, 'robin'))
    expect(await assigneeOf(page, boom.key)).toBeNull()
  })
  await test.step('dragged with the mouse', async () => {
    await waiting(boom.key).dragTo(rowOf(page, 'swift'))
    await expect(page.getByText(`${boom.key} assigned to swift`).first()).toBeVisible()
    await expect(waiting(boom.key)).toBeHidden()
    await expect.poll(() => assigneeOf(page, boom.key)).toBe('swift')
  })
  await test.step('carried with the keyboard', async () => {
    await waiting(hook.key).focus()
    await page.keyboard.press('Enter')
    const robin = page.getByLabel(`Assign ${hook.key} to robin`)
    await expect(robin).toBeVisible()
    for (let i = 0; i < 4 && !(await robin.evaluate((row) => row === document.activeElement)); i++) await page.keyboard.press('Tab')
    await expect(robin).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(waiting(hook.key)).toBeHidden()
    await expect.poll(() => assigneeOf(page, hook.key)).toBe('robin')
  })
  await test.step('chosen from the menu, then taken back', async () => {
    await panel.getByRole('button', { name: `Assign ${cab.key}` }).click()
    await page.getByRole('menuitem', { name: /^robin|^Agent robin/ }).click()
    await expect(waiting(cab.key)).toBeHidden()
    await expect.poll(() => assigneeOf(page, cab.key)).toBe('robin')
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await expect(waiting(cab.key)).toBeVisible()
    await expect.poll(() => assigneeOf(page, cab.key)).toBeNull()
  })
  await expectAccessible(page, '/projects/CRANE/agents')
  await expectAccessible(page, '/projects/CRANE/agents?view=cards')
})

test('an agent works, and the screen follows without a reload', async ({ page }) => {
  await page.goto('/')
  await act(page, 'createProject', { key: 'MILL', name: 'The mill' }, 'project { id }')
  const { token } = await agent(page, 'MILL', 'stork', { wipLimit: 1 })
  const grind = await ready(page, 'MILL', 'Grind the grain')
  await page.goto('/projects/MILL/agents')
  const row = rowOf(page, 'stork')
  await expect(row).toContainText('No claim')

  const { fence } = await act(page, 'claimTask', { task: grind.id }, 'fence', token)
  await expect(row).toContainText(grind.key)
  await expect(row).toContainText(/1[45]:\d\d/)
  await expect(row).toContainText('holds 1 of at most 1 tasks')
  await expect(page.getByRole('region', { name: 'When leases run out' })).toContainText('1 claim')

  await act(page, 'completeTask', { task: grind.id, fence, summary: 'Fine flour' }, 'task { id }', token)
  await expect(row).toContainText('Completed')
  await expect(row).toContainText('holds 0 of at most 1 tasks')
  await expect(row.getByRole('img', { name: '1 completed in 14 days, 1 today' })).toBeVisible()

  await test.step('a message reaches its inbox by its name', async () => {
    await row.getByRole('button', { name: 'stork' }).click()
    const panel = page.getByRole('complementary', { name: 'Agent stork' })
    await panel.getByRole('button', { name: 'Message…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Message stork' })
    await dialog.getByLabel('Message').fill('Keep some for seed.')
    await dialog.getByRole('button', { name: /Priority/ }).click()
    await page.getByRole('option', { name: 'High' }).click()
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect(dialog).toBeHidden()
    const { inbox } = await ask(page, '{ inbox(first: 1) { nodes { reason entry { body priority } } } }', {}, token)
    expect(inbox).toEqual({ nodes: [{ reason: 'MENTION', entry: { body: '@stork Keep some for seed.', priority: 'HIGH' } }] })
  })

  await test.step('its token is revoked after a question', async () => {
    const panel = page.getByRole('complementary', { name: 'Agent stork' })
    await panel.getByRole('button', { name: 'Revoke e2e' }).click()
    await page.getByRole('dialog', { name: 'Revoke e2e' }).getByRole('button', { name: 'Revoke e2e' }).click()
    await expect(panel).toContainText('Revoked')
  })
})

test('order, filters and the panel of an agent stand in the address', async ({ page }) => {
  await page.goto('/')
  await act(page, 'createProject', { key: 'QUAY', name: 'The quay' }, 'project { id }')
  const tern = await agent(page, 'QUAY', 'tern', { capabilities: ['crane'], wipLimit: 2 })
  await agent(page, 'QUAY', 'knot', { capabilities: ['rope'] })
  await agent(page, 'QUAY', 'smew', { capabilities: ['rope', 'crane'] }, true)
  const lift = await ready(page, 'QUAY', 'Lift the boat', { requiredCapabilities: ['crane'] })
  await ready(page, 'QUAY', 'Weld the bollard', { requiredCapabilities: ['bench'] })
  await act(page, 'claimTask', { task: lift.id }, 'fence', tern.token)
  // A plugin is in every project too, with an agent of its own, which is none of these.
  const names = () => page.getByRole('list', { name: 'Agents' }).getByRole('button', { expanded: false }).allInnerTexts()

  await page.goto('/projects/QUAY/agents')
  const stuck = page.getByRole('region', { name: 'Ready, but nobody can take it' })
  await expect(stuck).toContainText('Asks for bench, which no agent has.')
  await expect(stuck.getByRole('listitem')).toHaveText('Weld the bollard')
  await page.getByRole('button', { name: 'Load', exact: true }).click()
  await expect(page).toHaveURL(/sort=load/)
  await expect.poll(names).toEqual(['tern', 'knot', 'smew'])

  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitemcheckbox', { name: /rope/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Never called' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/can=rope/)
  await expect.poll(names).toEqual(['smew'])
  await page.reload()
  await expect.poll(names).toEqual(['smew'])
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(names).toEqual(['tern', 'knot', 'smew'])

  await page.getByRole('button', { name: 'Cards' }).click()
  await expect(page).toHaveURL(/view=cards/)
  await rowOf(page, 'knot').getByRole('button', { name: 'knot' }).click()
  await expect(page).toHaveURL(/agent=knot/)
  await expect(page.getByRole('complementary', { name: 'Agent knot' })).toContainText(
    '1 task is ready, and it can take none: it asks for bench.',
  )
})
