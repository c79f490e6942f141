import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, type Page, test } from './test.ts'

async function project(page: Page, key: string, tasks: number) {
  await page.goto('/')
  await act(page, 'createProject', { key, name: `The ${key.toLowerCase()}` }, 'project { id }')
  const plan = Array.from({ length: tasks }, (_, i) => ({ title: `Part ${i + 1}` }))
  const { created } = await act(page, 'createPlan', { project: key, tasks: plan }, 'created { task { id key } }')
  return (created as { task: { id: string; key: string } }[]).map(({ task }) => task)
}

const events = (page: Page) => page.getByRole('list', { name: 'Events' })

test('filters stand in the address, and each can be dropped', async ({ page }) => {
  const [first, second] = await project(page, 'LOOM', 3)
  await act(page, 'updateTask', { task: first?.id, priority: 'HIGH', estimatedHours: 2.5, title: 'Warp the beam' }, 'task { id }')
  await act(page, 'holdTask', { task: second?.id, reason: 'No yarn' }, 'task { id }')
  await page.goto('/projects/LOOM/activity')
  await expect(events(page)).toContainText('put on hold')
  const changed = events(page).getByRole('listitem').filter({ hasText: 'Warp the beam' }).filter({ hasText: 'changed' })
  await expect(changed).toContainText('from medium to')
  await expect(changed).toContainText('2.5 h')

  await test.step('a whole group of actions', async () => {
    await page.getByRole('button', { name: 'All actions' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Holds and blockers' }).click()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/action=[^&]*TASK_HELD/)
    await expect(page.getByRole('button', { name: 'Holds and blockers', exact: true })).toBeVisible()
    await expect(events(page).getByText('changed', { exact: true })).toBeHidden()
    await expect(events(page).getByText('No yarn')).toBeVisible()
  })
  await test.step('a task, found by its title, and a day', async () => {
    await page.getByRole('button', { name: /^Drop the filter: holds/ }).click()
    await page.getByRole('combobox', { name: 'Of which task' }).fill('Warp')
    await page.getByRole('option', { name: /Warp the beam/ }).click()
    await expect(page).toHaveURL(new RegExp(`task=${first?.key}`))
    await expect(events(page)).toContainText('Warp the beam')
    await expect(events(page).getByText('No yarn')).toBeHidden()
    await page.getByRole('button', { name: 'Any day' }).click()
    await page.getByRole('button', { name: 'Last 7 days' }).click()
    await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/)
    await expect(events(page)).toContainText('Warp the beam')
  })
  await test.step('nothing fits: it says so and shows everything again', async () => {
    await page.goto('/projects/LOOM/activity?to=2020-01-01&action=TASK_HELD')
    await expect(page.getByText('Nothing fits this filter.')).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Show everything' }).last().click()
    await expect(events(page)).toContainText('put on hold')
    await expect(page).toHaveURL(/activity$/)
  })
  await test.step('from where, for those who may know it', async () => {
    await page.getByRole('button', { name: 'From where' }).click()
    await expect(page).toHaveURL(/origin=true/)
    await expect(events(page)).toContainText(/request \S+/)
    await expect(events(page)).toContainText('from 127.0.0.1')
  })
  await expectAccessible(page, '/projects/LOOM/activity?origin=true&action=TASK_HELD')
})

test('what happens is announced and moves nothing until it is asked for', async ({ page }) => {
  const [first] = await project(page, 'WEIR', 120)
  await page.goto('/projects/WEIR/activity')
  await expect(events(page)).toContainText('Part 120')
  await test.step('earlier pages come as one scrolls, and few rows stand in the page', async () => {
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 4000)
        return events(page).getByText('created the project').isVisible()
      })
      .toBe(true)
    await expect(page.getByText('That is the beginning.')).toBeVisible()
    expect(await events(page).getByRole('listitem').count()).toBeLessThan(60)
  })
  const before = await page.evaluate(() => window.scrollY)
  await act(page, 'holdTask', { task: first?.id, reason: 'High water' }, 'task { id }')
  const show = page.getByRole('button', { name: '1 new event, show' })
  await expect(show).toBeVisible()
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  await expect(events(page).getByText('High water')).toBeHidden()
  await show.click()
  await expect(events(page).getByText('High water')).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0)
  await test.step('rows are walked by keys', async () => {
    await page.keyboard.press('j')
    await expect(events(page).locator('[data-line="1"]')).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect(events(page).locator('[data-line="1"]')).toBeFocused()
  })
})

test('the file holds what is shown, all pages of it, and no formula', async ({ page }) => {
  const made = await project(page, 'MINT', 130)
  const risky = made[0]?.id ?? ''
  await act(page, 'updateTask', { task: risky, title: '=HYPERLINK("http://x")', priority: 'CRITICAL' }, 'task { id }')
  await page.goto('/projects/MINT/activity?action=TASK_CREATED,TASK_UPDATED')
  await expect(events(page)).toContainText('=HYPERLINK')
  await page.getByRole('button', { name: 'CSV…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Activity as CSV' })
  await expect(dialog).toContainText('The number of the event in its stream')
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Make the file' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^MINT-activity-\d{4}-\d\d-\d\d\.csv$/)
  await expect(page.getByText('131 events in the file')).toBeVisible()
  const text = await readFile(await file.path(), 'utf8')
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true })
  expect(errors).toEqual([])
  const filter = { actions: ['TASK_CREATED', 'TASK_UPDATED'] }
  const document = `query ($after: String, $filter: EventFilter) { project(ref: "MINT") { events(first: 100, after: $after, filter: $filter) {
    nodes { seq action taskKey requestId address } pageInfo { endCursor } } } }`
  const expected = []
  for (let after: string | null = null, i = 0; i < 2; i++) {
    const answer = await ask(page, document, { after, filter })
    const { events: found } = answer.project as {
      events: {
        nodes: { seq: number; action: string; taskKey: string; requestId: string; address: string }[]
        pageInfo: { endCursor: string }
      }
    }
    expected.push(...found.nodes)
    after = found.pageInfo.endCursor
  }
  expect(data.map((row) => [row.event, row.action, row.task, row.request, row.address])).toEqual(
    expected.map((event) => [String(event.seq), event.action, event.taskKey, event.requestId, event.address]),
  )
  expect(data[0]).toMatchObject({
    actor: expect.any(String),
    words: 'changed',
    title: `'=HYPERLINK("http://x")`,
    changes: expect.stringContaining('priority: medium → critical'),
  })
})

test('admins read what happens outside of projects', async ({ page }) => {
  await page.goto('/')
  await act(page, 'registerAgent', { handle: 'sandpiper' }, 'agent { id }')
  await page.goto('/admin/activity?action=AGENT_CREATED')
  await expect(events(page)).toContainText('created an agent')
  await expect(events(page)).toContainText('sandpiper')
  await expectAccessible(page, '/admin/activity')
})
