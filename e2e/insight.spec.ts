import { readFileSync } from 'node:fs'
import { act, ask } from './api.ts'
import { expect, test } from './test.ts'

test('each chart has the table of the figures that the API measures, and a file of it', async ({ page }) => {
  await page.goto('/inbox')
  const key = `I${Date.now().toString(36).toUpperCase().slice(-8)}`
  await act(page, 'createProject', { key, name: 'Figures' }, 'project { id }')
  await page.goto(`/projects/${key}/insight`)
  await expect(page.getByText('Nothing has been finished yet.')).toBeVisible()

  for (const title of ['One', 'Two', 'Three', 'Four']) await act(page, 'createTask', { project: key, title }, 'task { id }')
  for (const done of [`${key}-1`, `${key}-2`]) await act(page, 'completeTask', { task: done }, 'task { id }')
  await act(page, 'holdTask', { task: `${key}-3`, reason: 'Later' }, 'task { id }')
  await page.reload()
  const plate = (name: string) => page.getByRole('figure', { name })
  await expect(plate('Throughput')).toContainText('2 tasks were finished')
  await expect(plate('Burn-up')).toContainText('2 of 4 tasks done at the end (50 %)')
  await expect(plate('Work in progress')).toContainText('1 task is blocked at the end')

  const data = await ask(
    page,
    'query ($key: ID!) { project(ref: $key) { metrics { flow { days { day scope completed inProgress blocked } } } } }',
    { key },
  )
  const { metrics } = data.project as { metrics: { flow: { days: { day: string; scope: number; completed: number }[] } } }
  const today = metrics.flow.days.at(-1)
  await plate('Burn-up').getByRole('button', { name: 'Table' }).press('Enter')
  const row = plate('Burn-up').getByRole('row').last()
  await expect(row.getByRole('cell')).toHaveText([today?.day ?? '', String(today?.scope), String(today?.completed)])

  const download = page.waitForEvent('download')
  await plate('Burn-up').getByRole('button', { name: 'Save as CSV' }).click()
  const file = await (await download).path()
  expect(readFileSync(file, 'utf8').trim().split('\r\n').at(-1)).toBe(`${today?.day},${today?.scope},${today?.completed}`)
})

test('the period and whose work it is stand in the address', async ({ page }) => {
  await page.goto('/projects/BEADS/insight?period=90')
  await expect(page.getByRole('button', { name: '90 days' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Custom' }).click()
  await expect(page).toHaveURL(/period=custom&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/)
  await page.getByLabel('First day').fill('2026-01-01')
  await page.getByLabel('Last day').fill('2026-01-17')
  await expect(page).toHaveURL(/from=2026-01-01&to=2026-01-17/)
  await expect(page.getByRole('figure', { name: 'Throughput' })).toContainText('tasks were finished')
  await page.getByRole('button', { name: 'By week' }).click()
  await expect(page).toHaveURL(/per=week/)
})
