import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type Page } from './test.ts'

/** A project with an agent, whose words on tasks of the person who looks reach the inbox. */
async function stage(page: Page, key: string) {
  await page.goto('/inbox')
  const project = `${key}${Math.random()
    .toString(36)
    .slice(2, 7)
    .toUpperCase()
    .replace(/[^A-Z]/g, 'X')}`
  const handle = `pen-${project.toLowerCase()}`
  await act(page, 'createProject', { key: project, name: `Inbox of ${project}` }, 'project { id }')
  await act(page, 'registerAgent', { handle, project }, 'agent { id }')
  const { secret } = await act(page, 'createToken', { agent: handle, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')
  const token = String(secret)
  return {
    project,
    async task(title: string) {
      const { task } = await act(page, 'createTask', { project, title }, 'task { id key }')
      return task as { id: string; key: string }
    },
    write: (task: { id: string }, body: string) => act(page, 'addContext', { task: task.id, kind: 'UPDATE', body }, 'replayed', token),
    question: (task: { id: string }, body: string) => act(page, 'askQuestion', { task: task.id, body }, 'replayed', token),
  }
}

const line = (page: Page, title: string) => page.locator('.thread').filter({ hasText: title })
const pane = (page: Page) => page.getByRole('region', { name: 'Selected notification' })
const reasonsOfMine = async (page: Page, title: string) => {
  const { inbox } = await ask(
    page,
    '{ inbox(first: 50, states: [UNREAD, READ, DONE, SNOOZED]) { nodes { reason state snoozedUntil task { title } } } }',
  )
  const nodes = inbox?.nodes as { reason: string; state: string; snoozedUntil: string | null; task: { title: string } | null }[]
  return nodes.filter((one) => one.task?.title === title)
}

test('a line is read, finished, found under done and brought back, with undo', async ({ page }) => {
  const { task, write, project } = await stage(page, 'IM')
  const one = await task(`Weigh in ${project}`)
  await write(one, 'It weighs 4 kg.')
  await line(page, `Weigh in ${project}`).getByRole('link').click()
  await expect(pane(page)).toContainText('It weighs 4 kg.')
  await expect(pane(page)).toContainText('Pending')
  await expect(line(page, `Weigh in ${project}`).getByRole('img', { name: 'Unread' })).toHaveCount(0)
  await pane(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(`${one.key}: done`)).toBeVisible()
  await expect(line(page, `Weigh in ${project}`)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(line(page, `Weigh in ${project}`)).toHaveCount(1)
  await line(page, `Weigh in ${project}`).getByRole('link').click()
  await pane(page).getByRole('button', { name: 'Done' }).click()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Done/ }).click()
  await line(page, `Weigh in ${project}`).getByRole('link').click()
  await pane(page).getByRole('button', { name: 'Back to inbox' }).click()
  await expect(line(page, `Weigh in ${project}`)).toHaveCount(0)
  await page.goto('/inbox')
  await expect(line(page, `Weigh in ${project}`)).toHaveCount(1)
})

test('by keyboard alone: walk, snooze, select many, finish, mark unread, mute', async ({ page }) => {
  const { task, write, project } = await stage(page, 'IK')
  const titles = ['First', 'Second', 'Third'].map((word) => `${word} of ${project}`)
  const tasks = []
  for (const title of titles) tasks.push(await task(title))
  for (const one of tasks) await write(one, 'Words.')
  await expect(line(page, `Third of ${project}`)).toBeVisible()
  const selected = page.locator('.thread[data-selected]')
  async function walkTo(title: string, key: 'j' | 'k' = 'j') {
    for (let step = 0; step < 200 && !(await selected.filter({ hasText: title }).count()); step++) await page.keyboard.press(key)
    await expect(selected).toContainText(title)
  }
  await walkTo(`Third of ${project}`)
  await page.keyboard.press('h')
  await expect(page.getByRole('menuitem', { name: 'In 1 hour' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(line(page, `Third of ${project}`)).toHaveCount(0)
  await expect
    .poll(() => reasonsOfMine(page, `Third of ${project}`))
    .toMatchObject([{ state: 'SNOOZED', snoozedUntil: expect.any(String) }])

  await walkTo(`Second of ${project}`)
  await page.keyboard.press('x')
  await walkTo(`First of ${project}`)
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: '2 selected' })).toBeVisible()
  await page.keyboard.press('e')
  await expect(line(page, project)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(line(page, project)).toHaveCount(2)

  await walkTo(`First of ${project}`, 'k')
  await page.keyboard.press('Shift+U')
  await expect(line(page, `First of ${project}`).getByRole('img', { name: 'Unread' })).toHaveCount(1)
  await page.keyboard.press('m')
  await page.keyboard.press('x')
  await expect(page.getByText(`${tasks[0]?.key} is muted`)).toBeVisible()
  await page.keyboard.press('m')
  await page.keyboard.press('r')
  await expect(page.getByText('“Somebody writes on a task of yours, or one you follow”')).toBeVisible()
  const muted = async () => (await ask(page, '{ preference { mutedReasons } }')).preference?.mutedReasons
  await expect.poll(() => muted()).toEqual(['UPDATE'])
  await page.keyboard.press('Control+z')
  await expect.poll(muted).toEqual([])
  await page.keyboard.press('o')
  await expect(page).toHaveURL(new RegExp(tasks[0]?.key ?? 'none'))
})

test('a question is answered beside the list; all is finished at once and brought back', async ({ page }) => {
  const { task, question, write, project } = await stage(page, 'IA')
  await question(await task(`Ask in ${project}`), `Which of them, ${project}?`)
  await write(await task(`Note in ${project}`), 'Words.')
  const group = page.getByRole('region', { name: 'Answer', exact: true })
  await group.getByRole('link', { name: `Which of them, ${project}?` }).click()
  await pane(page).getByRole('textbox').fill('The second.')
  await pane(page).getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(pane(page).getByRole('article')).toContainText('The second.')
  await expect(group.getByRole('link', { name: `Which of them, ${project}?` })).toHaveCount(0)
  await page.getByRole('button', { name: 'Mark all as done' }).click()
  await expect(page.getByText('Nothing waits for you.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(line(page, `Note in ${project}`)).toHaveCount(1)
})

test('a snoozed line returns by itself, and a filter with nothing says how to drop it', async ({ page }) => {
  const { task, write, project } = await stage(page, 'IS')
  const title = `Later in ${project}`
  await write(await task(title), 'Words.')
  await expect(line(page, title)).toBeVisible()
  const { inbox } = await ask(page, '{ inbox(first: 1) { nodes { seq } } }')
  const [{ seq } = { seq: 0 }] = (inbox?.nodes ?? []) as { seq: number }[]
  await act(
    page,
    'markNotifications',
    { seqs: [seq], state: 'SNOOZED', snoozedUntil: new Date(Date.now() + 8_000).toISOString() },
    'unreadCount',
  )
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await expect(line(page, title)).toHaveCount(0)
  await expect(line(page, title)).toBeVisible({ timeout: 15_000 })
  await page.goto('/inbox?reason=feedback')
  await expect(page.getByText('Nothing here for this reason.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all reasons' }).click()
  await expect(line(page, title)).toBeVisible()
})

test('on a phone the line takes the place of the list, and leads back', async ({ page }) => {
  const { task, write, project } = await stage(page, 'IP')
  const title = `Small in ${project}`
  await write(await task(title), 'Words.')
  await page.setViewportSize({ width: 390, height: 844 })
  await line(page, title).getByRole('link').click()
  await expect(pane(page).getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark all as done' })).toBeHidden()
  await pane(page).getByRole('button', { name: 'Inbox' }).click()
  await expect(line(page, title).getByRole('link')).toBeFocused()
  await expectAccessible(page, `/inbox`)
  await line(page, title).getByRole('link').click()
  await expect(pane(page)).toContainText('Words.')
})

test('of many pages those far from the window leave only their height, and keys walk through all', async ({ page }) => {
  const { project } = await stage(page, 'IV')
  const handle = `planner-${project.toLowerCase()}`
  await act(page, 'registerAgent', { handle, project }, 'agent { id }')
  const { secret } = await act(page, 'createToken', { agent: handle, name: 'e2e', scopes: ['READ', 'WORK', 'PLAN'] }, 'secret')
  const { me } = await ask(page, '{ me { handle } }')
  const tasks = Array.from({ length: 350 }, (_, n) => ({ title: `Load ${n} of ${project}`, assignee: me?.handle }))
  await act(page, 'createPlan', { project, tasks }, 'taskCount', String(secret))
  await page.goto('/inbox')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const lines = page.locator('.thread').filter({ hasText: project })
  await expect(lines.first()).toBeVisible()

  await test.step('to the end', async () => {
    await expect(async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await expect(page.getByRole('link', { name: `Load 0 of ${project}`, exact: true })).toBeInViewport({ timeout: 500 })
    }).toPass()
    await expect.poll(() => page.locator('.thread').count()).toBeLessThan(250)
  })
  await test.step('a key goes on from a line that has left the page', async () => {
    await page.getByRole('link', { name: `Load 0 of ${project}`, exact: true }).click()
    await page.evaluate(() => window.scrollTo(0, 0))
    await expect(page.getByRole('link', { name: `Load 349 of ${project}`, exact: true })).toBeVisible()
    await page.keyboard.press('k')
    await expect(page.getByRole('link', { name: `Load 1 of ${project}`, exact: true })).toBeFocused()
    await expect(page.getByRole('link', { name: `Load 1 of ${project}`, exact: true })).toBeInViewport()
  })
  // What comes later looks for its lines on the first page.
  for (;;) {
    const { inbox } = await ask(page, '{ inbox(first: 100) { nodes { seq project { key } } } }')
    const nodes = inbox?.nodes as { seq: number; project: { key: string } | null }[]
    const seqs = nodes.filter((one) => one.project?.key === project).map(({ seq }) => seq)
    if (!seqs.length) break
    await act(page, 'markNotifications', { seqs, state: 'DONE' }, 'unreadCount')
  }
})
