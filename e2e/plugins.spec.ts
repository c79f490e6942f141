import { readFileSync } from 'node:fs'
import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type Page } from './test.ts'

/** Nothing of an earlier run is in the way. */
const KEY = `U${Date.now().toString(36).slice(-6).toUpperCase()}`
const PLUGIN = 'time-tracking'
const path = (rest: string) => `/projects/${KEY}/${rest}`

/** A page whose socket is open listens to every key and press. */
async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}
const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const rows = (page: Page) => result(page).getByRole('row')
const fault = (page: Page) => page.getByRole('main').getByRole('alert')
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click()

async function choose(page: Page, label: RegExp, option: string) {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage()
  await page.goto('/projects')
  await act(page, 'createProject', { key: KEY, name: 'The wharf' }, 'project { id }')
  for (const title of ['Mend the crane', 'Paint the shed']) await act(page, 'createTask', { project: KEY, title }, 'task { id }')
  await page.close()
})

test('an owner switches a plugin on in a project and sets it', async ({ page }) => {
  // A plugin comes into each project by itself.
  await open(page, path('settings?tab=plugins'))
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('It is on here.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.getByRole('button', { name: `Switch off ${PLUGIN}` }).press('Enter')
  await expect(page.getByText('It is off here')).toBeVisible()
  await open(page, path('commands'))
  await expect(page.getByText('There is no command that you may run here.')).toBeVisible()
  await open(page, path('settings?tab=plugins'))
  await page.getByRole('button', { name: `Switch on ${PLUGIN}` }).press('Enter')
  await expect(page.getByText(`${PLUGIN} is on in ${KEY}`)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Write actual hours' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`${PLUGIN} is set`)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'Write actual hours' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Make entries while a task is in progress' })).toBeChecked()
})

test('removing the agent of a plugin says what it ends, and is taken back', async ({ page }) => {
  await open(page, path('settings?tab=members'))
  await page.getByRole('button', { name: `Remove ${PLUGIN}` }).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('It is the agent of a plugin, which is off here then.')
  await dialog.getByRole('button', { name: /^Remove/ }).click()
  const isOn = async () => {
    const { project } = await ask(page, `{ project(ref: "${KEY}") { plugins { name isEnabled } } }`)
    return ((project?.plugins ?? []) as { name: string; isEnabled: boolean }[]).find(({ name }) => name === PLUGIN)?.isEnabled
  }
  await expect.poll(isOn).toBe(false)
  await page.getByRole('status').filter({ hasText: 'removed' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(isOn).toBe(true)
})

test('a command is found in the palette, told what is wrong with what it takes, and run', async ({ page }) => {
  await open(page, path('tasks'))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('log time')
  await expect(page.getByRole('option', { name: 'Log time' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/projects/${KEY}/commands\\?run=${PLUGIN}\\.log$`))
  const task = page.getByRole('textbox', { name: 'Task' })
  await expect(task).toBeFocused()

  await task.fill(`${KEY}-99`)
  await page.getByRole('textbox', { name: 'Time' }).fill('soon')
  await page.getByRole('textbox', { name: 'Who worked' }).fill('nobody-here')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`there is no task "${KEY}-99" that you can see here`)).toBeVisible()
  await expect(page.getByText('there is no actor "nobody-here" that you can see here')).toBeVisible()
  await expect(task).toHaveAttribute('aria-invalid', 'true')

  await task.fill(`${KEY}-1`)
  await page.getByRole('textbox', { name: 'Who worked' }).fill('')
  await run(page)
  await expect(fault(page)).toContainText('"soon" is no time. Write 1h 30m, 45 min, 1:30 or 1.5 (hours).')
  await page.getByRole('textbox', { name: 'Time' }).fill('1h 30m')
  await page.getByRole('textbox', { name: 'Note' }).fill('=Oil, and a rope')
  await run(page)
  await expect(result(page)).toContainText(`Logged 1 h 30 min on ${KEY}-1`)
  await expect(fault(page)).toBeHidden()
})

test('a command with typed arguments answers a table, which leaves as CSV', async ({ page }) => {
  await open(page, path('commands'))
  await page.getByRole('button', { name: 'Time entries' }).click()
  await choose(page, / Period\b/, 'all')
  await page.getByRole('textbox', { name: 'Person or agent' }).fill('ines')
  await run(page)
  await expect(result(page)).toContainText('1 h 30 min in all')
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).last()).toContainText('1.5')
  await expect(
    rows(page)
      .last()
      .getByRole('link', { name: `${KEY}-1` }),
  ).toContainText('Mend the crane')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
  expect(file.suggestedFilename()).toBe(`${PLUGIN}-entries.csv`)
  const csv = readFileSync(await file.path(), 'utf8')
  expect(csv).toMatch(/^Task,Who,Day,From,To,Hours,Origin,Note,Entry\r\n/)
  expect(csv).toContain(`"'=Oil, and a rope"`)
  await rows(page)
    .getByRole('link', { name: `${KEY}-1` })
    .click()
  await expect(page).toHaveURL(new RegExp(`/tasks/${KEY}-1$`))

  await open(page, '/commands')
  await page.getByRole('button', { name: 'Time report of all projects' }).click()
  await choose(page, / By\b/, 'project')
  await run(page)
  await expect(rows(page).filter({ hasText: KEY })).toContainText('1.5')
})

test('an admin switches a plugin off for everybody, and on again', async ({ page }) => {
  await open(page, '/admin?tab=plugins')
  const plugin = page.getByRole('region', { name: PLUGIN })
  await expect(plugin).toContainText('Running')
  await plugin.getByRole('button', { name: `Switch off ${PLUGIN}` }).press('Enter')
  await expect(page.getByText(`${PLUGIN} is off`)).toBeVisible()
  await expect(plugin).toContainText('Switched off')
  await open(page, path('commands'))
  await expect(page.getByText('There is no command that you may run here.')).toBeVisible()
  await open(page, '/admin?tab=plugins')
  // That a command refused what it was given is no failure of the plugin.
  await expect(plugin).not.toContainText('Last error')
  await plugin.getByRole('button', { name: `Switch on ${PLUGIN}` }).press('Enter')
  await expect(plugin).toContainText('Running', { timeout: 20_000 })
  await open(page, path('commands'))
  await expect(page.getByRole('button', { name: 'Log time' })).toBeVisible()
})

test('no part of it has an accessibility violation', async ({ page }) => {
  for (const address of ['/admin?tab=plugins', path('settings?tab=plugins'), path(`commands?run=${PLUGIN}.log`)])
    await expectAccessible(page, address)
  const given = { task: `${KEY}-2`, time: '45 min' }
  await act(page, 'runPluginCommand', { plugin: PLUGIN, command: 'log', project: KEY, arguments: given }, 'markdown')
  const ran = async () => {
    await choose(page, / Period\b/, 'all')
    await run(page)
    await expect(rows(page).filter({ hasText: '45 min' })).toBeVisible()
  }
  await expectAccessible(page, path(`commands?run=${PLUGIN}.entries`), ran)
  const list = async () => {
    await page.getByRole('button', { name: / By\b/ }).click()
    await expect(page.getByRole('listbox')).toBeVisible()
  }
  await expectAccessible(page, path(`commands?run=${PLUGIN}.report`), list)
})
