import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type Page } from './test.ts'

interface Made {
  id: string
  key: string
  title: string
}

/** A project of its own with tasks of these titles; `waits` names what waits for which. */
async function project(page: Page, stem: string, titles: string[], waits: Record<string, string[]> = {}) {
  await page.goto('/inbox')
  const key = `${stem}${Date.now().toString(36).slice(-5)}`.toUpperCase()
  await act(page, 'createProject', { key, name: `Project ${key}` }, 'project { id }')
  const tasks = titles.map((title) => ({ ref: title, title, dependsOn: waits[title] ?? [] }))
  await act(page, 'createPlan', { project: key, tasks }, 'taskCount')
  const data = await ask(page, `{ tasks(project: "${key}", orderBy: KEY, first: 100) { nodes { id key title } } }`)
  const made = data.tasks?.nodes as Made[]
  const byTitle = (title: string) => {
    const found = made.find((task) => task.title === title)
    if (!found) throw new Error(title)
    return found
  }
  return { key, byTitle }
}

const row = (page: Page, title: string) => page.locator('.task-row', { hasText: title })
const head = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).getByRole('heading')

test('by mouse: a task is made, edited in its row, filtered, grouped, and the address keeps all of it', async ({ page }) => {
  const { key } = await project(page, 'M', ['Lay the rails', 'Paint the signal', 'Open the line'], { 'Open the line': ['Lay the rails'] })
  await page.goto(`/projects/${key}/tasks`)
  await expect(head(page, 'Pending')).toContainText('2')
  await expect(head(page, 'Blocked')).toContainText('1')

  await test.step('a new task takes its fields, and the form stays for the next', async () => {
    await page.getByRole('button', { name: 'New task' }).click()
    const form = page.getByRole('form', { name: 'New task' })
    await form.getByRole('textbox', { name: 'Title' }).fill('Hang the lamps')
    await form.getByRole('textbox', { name: /^Tags/ }).fill('lamps, night')
    await form.getByRole('combobox', { name: 'Blocked by' }).fill('Paint')
    await page.getByRole('option', { name: /Paint the signal/ }).click()
    await form.getByRole('button', { name: 'Create task' }).click()
    await expect(row(page, 'Hang the lamps')).toContainText('lamps')
    await expect(head(page, 'Blocked')).toContainText('2')
    await expect(form.getByRole('textbox', { name: 'Title' })).toBeFocused()
    await form.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('priority, estimate and status change in the row', async () => {
    const signal = row(page, 'Paint the signal')
    await signal.getByRole('button', { name: /priority: change/ }).click()
    await page.getByRole('menuitemradio', { name: 'High' }).click()
    await expect(signal.getByRole('button', { name: /^High priority/ })).toBeVisible()
    await signal.getByRole('button', { name: /change the estimate/ }).click()
    await page.getByRole('textbox', { name: 'Estimate, hours' }).fill('2,5')
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    await expect(signal).toContainText('2.5 h')
    await signal.getByRole('button', { name: /change the status/ }).click()
    await page.getByRole('menuitem', { name: 'Start' }).click()
    await expect(head(page, 'In progress')).toContainText('1')
  })

  await test.step('filters are named, dropped one by one, and an empty list says which to drop', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Blocked', exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(row(page, 'Lay the rails')).toBeHidden()
    await page.getByRole('searchbox', { name: 'Find in these tasks' }).fill('rails')
    await expect(page.getByText('No task matches these 2 filters together.')).toBeVisible()
    await page.getByRole('button', { name: /^Blocked 1 without it/ }).click()
    await expect(row(page, 'Lay the rails')).toBeVisible()
    await page.getByRole('button', { name: 'Drop the filter “rails”' }).click()
    await expect(row(page, 'Open the line')).toBeVisible()
  })

  await test.step('display stands in the address and survives a reload', async () => {
    await page.getByRole('button', { name: /^Display/ }).click()
    await page.getByRole('button', { name: /Group by/ }).click()
    await page.getByRole('option', { name: 'Tag', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Deadline' }).check()
    await page.getByRole('radio', { name: 'Comfortable' }).check()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/group=tag/)
    await expect(page).toHaveURL(/density=comfortable/)
    await page.reload()
    await expect(head(page, 'lamps')).toContainText('1')
    await expect(head(page, 'Without a tag')).toContainText('3')
    await expect(row(page, 'Lay the rails').getByRole('button', { name: /change the deadline/ })).toBeVisible()
  })
  await expectAccessible(page, `/projects/${key}/tasks`)
})

test('by keyboard alone: moving, selecting, editing, blocking and undoing', async ({ page }) => {
  const { key, byTitle } = await project(page, 'K', ['Alpha', 'Bravo', 'Charlie', 'Delta'])
  await page.goto(`/projects/${key}/tasks?order=title`)
  await expect(row(page, 'Delta')).toBeVisible()
  const press = (...keys: string[]) => keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve())

  await press('j')
  await expect(row(page, 'Alpha').getByRole('link')).toBeFocused()
  await press('j', 'j', 'k')
  await expect(row(page, 'Bravo').getByRole('link')).toBeFocused()

  await test.step('e renames; focus comes back to the row', async () => {
    await press('e')
    await page.keyboard.type('Bravo two')
    await press('Enter')
    await expect(row(page, 'Bravo two').getByRole('link')).toBeFocused()
    await expect(page.getByText(`${byTitle('Bravo').key} saved`)).toBeVisible()
  })

  await test.step('p and l change the current row', async () => {
    await press('p')
    await expect(page.getByRole('menuitemradio', { name: 'Medium' })).toBeFocused()
    await press('Home', 'Enter')
    await expect(row(page, 'Bravo two').getByRole('img', { name: 'Critical priority' }).first()).toBeVisible()
    await press('l')
    await expect(page.getByRole('textbox', { name: 'Find or add a tag' })).toBeFocused()
    await page.keyboard.type('night')
    await press('Enter', 'Enter')
    await expect(row(page, 'Bravo two')).toContainText('night')
  })

  await test.step('m b points at what must be done first', async () => {
    await press('m', 'b')
    await expect(page.getByRole('dialog', { name: /is blocked by/ })).toBeVisible()
    await page.getByRole('combobox', { name: 'The task that must be done first' }).fill('Delta')
    await expect(page.getByRole('option', { name: /Delta/ })).toBeVisible()
    await press('ArrowDown', 'Enter')
    await page.getByRole('button', { name: 'Add blocker' }).press('Enter')
    await expect(head(page, 'Blocked')).toContainText('1')
  })

  await test.step('Shift+J selects on, S completes all of them, and Control+Z takes it back', async () => {
    await row(page, 'Alpha').getByRole('link').focus()
    await press('x', 'Shift+J')
    await expect(page.getByRole('toolbar', { name: '2 selected' })).toBeVisible()
    await press('s')
    await expect(page.getByRole('menuitem', { name: /^Start/ })).toBeFocused()
    await press('ArrowDown', 'Enter')
    await expect(page.getByText('2 tasks completed')).toBeVisible()
    await press('Escape')
    await expect(page.getByRole('toolbar')).toBeHidden()
    await expect(row(page, 'Alpha')).toBeHidden()
    await press('Control+z')
    await expect(row(page, 'Alpha')).toBeVisible()
  })
})

test('many at once: what is refused is told with its reason and stays selected', async ({ page }) => {
  const { key, byTitle } = await project(page, 'B', ['Dig', 'Pour', 'Build'], { Build: ['Pour'] })
  await page.goto(`/projects/${key}/tasks?order=key`)
  await row(page, 'Dig').getByRole('checkbox').click()
  await row(page, 'Build').getByRole('checkbox').click()
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /Status/ })
    .click()
  await page.getByRole('menuitem', { name: /^Complete/ }).click()
  const refused = page.getByRole('alert').filter({ hasText: '1 task completed, 1 refused' })
  await expect(refused).toContainText(byTitle('Build').key)
  await expect(refused).toContainText(`waits for ${byTitle('Pour').key}`)
  await expect(page.getByRole('toolbar', { name: '1 selected' })).toBeVisible()
  await page.getByRole('toolbar').getByRole('button', { name: /Tags/ }).click()
  await page.getByRole('textbox', { name: 'Find or add a tag' }).fill('later')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Set tags' }).click()
  await expect(row(page, 'Build')).toContainText('later')
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /Delete/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 task' }).click()
  await expect(row(page, 'Build')).toBeHidden()
  await page
    .getByRole('status')
    .filter({ hasText: /deleted/ })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(row(page, 'Build')).toBeVisible()
})

test('many at once: one request holds, cancels or deletes them, and one takes it back', async ({ page }) => {
  const { key } = await project(page, 'A', ['Dig', 'Pour', 'Build'], { Build: ['Pour'] })
  const sent: string[] = []
  page.on('request', (request) => {
    const [, name] = /mutation (\w+(?:Tasks|Holds))\b/.exec(request.postData() ?? '') ?? []
    if (name) sent.push(name)
  })
  const status = async () => {
    const { tasks } = await ask(page, `{ tasks(project: "${key}", orderBy: KEY, first: 9) { nodes { status } } }`)
    return ((tasks?.nodes ?? []) as { status: string }[]).map((task) => task.status)
  }
  const undo = (words: string) => page.getByRole('status').filter({ hasText: words }).getByRole('button', { name: 'Undo' }).click()
  const choose = async (move: RegExp) => {
    for (const title of ['Dig', 'Pour', 'Build']) {
      const box = row(page, title).getByRole('checkbox')
      if (!(await box.isChecked())) await box.click()
    }
    await page.getByRole('toolbar').getByRole('button', { name: move }).click()
  }
  await page.goto(`/projects/${key}/tasks?order=key&group=none`)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  await choose(/Status/)
  await page.getByRole('menuitem', { name: /^Hold/ }).click()
  await page.getByRole('textbox', { name: 'What they wait for' }).fill('The parts come on Friday.')
  await page.getByRole('dialog').getByRole('button', { name: 'Hold 3 tasks' }).click()
  await expect.poll(status).toEqual(['BLOCKED', 'BLOCKED', 'BLOCKED'])
  await undo('3 tasks on hold')
  await expect.poll(status).toEqual(['PENDING', 'PENDING', 'BLOCKED'])

  await choose(/Status/)
  await page.getByRole('menuitem', { name: /^Cancel/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel 3 tasks' }).click()
  await expect.poll(status).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED'])
  await undo('3 tasks cancelled')
  await expect.poll(status).toEqual(['PENDING', 'PENDING', 'BLOCKED'])

  await expect(row(page, 'Pour')).toBeVisible()
  await choose(/Delete/)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 3 tasks' }).click()
  await expect.poll(status).toEqual([])
  await undo('3 tasks deleted')
  await expect.poll(status).toEqual(['PENDING', 'PENDING', 'BLOCKED'])
  expect(sent).toEqual(['HoldTasks', 'ReleaseHolds', 'CancelTasks', 'ReopenTasks', 'DeleteTasks', 'RestoreTasks'])
})

test('a view is saved, found again, changed and deleted', async ({ page }) => {
  const { key } = await project(page, 'V', ['One', 'Two'], { Two: ['One'] })
  await page.goto(`/projects/${key}/tasks?status=blocked&group=none`)
  await page.getByRole('main').getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: /Save this view/ }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Stuck')
  await page.getByRole('checkbox', { name: /Share/ }).check()
  await page.getByRole('button', { name: 'Save this view' }).click()
  await expect(page.getByRole('main').getByRole('button', { name: 'Stuck' })).toBeVisible()

  await page.goto(`/projects/${key}/tasks`)
  await expect(row(page, 'One')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: /Stuck/ }).click()
  await expect(page).toHaveURL(/status=blocked/)
  await expect(row(page, 'One')).toBeHidden()

  await page.getByRole('searchbox', { name: 'Find in these tasks' }).fill('Two')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Stuck changed/ })
    .click()
  await page.getByRole('menuitem', { name: 'Update “Stuck”' }).click()
  await expect(page.getByText('View “Stuck” updated')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Stuck' }).click()
  await page.getByRole('menuitem', { name: 'Delete “Stuck”' }).click()
  await expect(page.getByRole('main').getByRole('button', { name: 'Views', exact: true })).toBeVisible()
})

test('an edit that another has overtaken is rolled back or kept, as I choose', async ({ page }) => {
  const { key, byTitle } = await project(page, 'C', ['Draft'])
  await page.goto(`/projects/${key}/tasks`)
  // Keys work once the page's script does, which the lamp tells.
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await row(page, 'Draft').getByRole('link').focus()
  await page.keyboard.press('e')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await act(page, 'updateTask', { task: byTitle('Draft').id, title: 'Theirs' }, 'task { id }')
  await page.keyboard.type('Mine')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /was changed meanwhile/ })
  await expect(dialog).toContainText('Theirs')
  await expect(dialog).toContainText('Mine')
  await dialog.getByRole('button', { name: 'Go on editing' }).click()
  await expect(row(page, 'Theirs')).toBeVisible()
  await expect(row(page, 'Mine')).toBeHidden()
})
