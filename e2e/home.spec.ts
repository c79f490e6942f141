import { act, ask } from './api.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type Page } from './test.ts'

/** A project of its own, with an agent in it and its token. */
async function stage(page: Page, key: string) {
  await page.goto('/')
  const project = `${key}${Math.random()
    .toString(36)
    .slice(2, 7)
    .toUpperCase()
    .replace(/[^A-Z]/g, 'X')}`
  const handle = `hand-${project.toLowerCase()}`
  await act(page, 'createProject', { key: project, name: `Home of ${project}` }, 'project { id }')
  await act(page, 'registerAgent', { handle, project }, 'agent { id }')
  const { secret } = await act(page, 'createToken', { agent: handle, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')
  const { me } = await ask(page, '{ me { id } }')
  return {
    project,
    token: String(secret),
    handle,
    me: String(me?.id),
    async task(title: string, more: Record<string, unknown> = {}) {
      const { task } = await act(page, 'createTask', { project, title, ...more }, 'task { id key }')
      return task as { id: string; key: string }
    },
  }
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const row = (page: Page, of: string, title: string) => part(page, of).getByRole('listitem').filter({ hasText: title })

test('questions are answered, holds released and work begun from home; what is done keeps its place', async ({ page }) => {
  const { task, me, token, handle, project } = await stage(page, 'HM')
  const asked = await task(`Asked about ${project}`)
  const held = await task(`Held in ${project}`)
  const mine = await task(`Mine in ${project}`, { assignee: me })
  await act(page, 'askQuestion', { task: asked.id, body: `Which colour in ${project}?`, options: ['Ink', 'Enamel'] }, 'replayed', token)
  await act(page, 'holdTask', { task: held.id, reason: 'The archive is closed.' }, 'replayed')
  await page.goto('/')

  const question = row(page, 'Waiting for me', `Which colour in ${project}?`)
  await question.getByRole('button', { name: 'Answer' }).click()
  await question.getByRole('radio', { name: 'Ink' }).check()
  await question.getByRole('button', { name: 'Answer', exact: true }).last().click()
  await expect(page.getByText(`${handle} has your answer`)).toBeVisible()
  await expect(question).toContainText('answered')

  const hold = row(page, 'Waiting for me', `Held in ${project}`)
  await expect(hold).toContainText('The archive is closed.')
  await hold.getByRole('button', { name: 'Take off hold' }).click()
  await expect(hold).toContainText('no longer on hold')

  const work = row(page, 'My work', `Mine in ${project}`)
  await work.getByRole('button', { name: `Status of ${mine.key}: Pending` }).click()
  await page.getByRole('menuitem', { name: 'Start', exact: true }).click()
  await expect(work.getByRole('button', { name: `Status of ${mine.key}: In progress` })).toBeVisible()
  const { task: now } = await ask(page, `{ task(ref: "${held.key}") { ... on Task { status hold { reason } } } }`)
  expect(now).toEqual({ status: 'PENDING', hold: null })
})

test('a claim appears while home is open and nothing above it moves; what finished waits to be shown, and is marked as seen', async ({
  page,
}) => {
  const { task, token, project } = await stage(page, 'HL')
  await task(`Known in ${project}`, { assignee: (await ask(page, '{ me { handle } }')).me?.handle })
  const next = await task(`Taken in ${project}`)
  await page.goto('/')
  const heads = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(heads).toHaveText(['Waiting for me', 'My work', 'Finished', 'Agents now'])
  const places = () => heads.evaluateAll((all) => all.map((head) => Math.round(head.getBoundingClientRect().top)))
  // Rows of an earlier visit settle in the first moment.
  await page.waitForFunction(() => performance.now() > 2500)
  const before = await places()
  const { fence } = await act(page, 'claimTask', { task: next.id }, 'fence', token)
  const claim = row(page, 'Agents now', `Taken in ${project}`)
  await expect(claim).toBeVisible({ timeout: 25_000 })
  expect(await places()).toEqual(before)
  await act(page, 'completeTask', { task: next.id, fence, summary: 'It is on the truck.' }, 'replayed', token)
  await expect(claim).toContainText('claim ended', { timeout: 25_000 })
  expect(await places()).toEqual(before)

  const finished = row(page, 'Finished', `Taken in ${project}`)
  await part(page, 'Finished').getByRole('button', { name: /new$/ }).click()
  await expect(finished).toContainText('It is on the truck.')
  await part(page, 'Finished').getByRole('button', { name: 'Mark as seen' }).click()
  await expect(finished).toHaveCount(0)
  await expect(part(page, 'Finished')).toContainText('Nothing finished since.')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(finished).toBeVisible()
})

test('by keyboard alone: walk over the rows, answer, begin work, open a task', async ({ page }) => {
  const { task, me, token, handle, project } = await stage(page, 'HK')
  const asked = await task(`Asked about ${project}`)
  const mine = await task(`Mine in ${project}`, { assignee: me })
  await act(page, 'askQuestion', { task: asked.id, body: `May I, in ${project}?` }, 'replayed', token)
  await page.goto('/')
  await expect(row(page, 'My work', `Mine in ${project}`)).toBeVisible()
  const here = () => page.evaluate(() => document.activeElement?.closest('[data-home-row]')?.textContent ?? '')
  async function walkTo(text: string) {
    for (let step = 0; step < 120 && !(await here()).includes(text); step++) await page.keyboard.press('j')
    expect(await here()).toContain(text)
  }
  await walkTo(`May I, in ${project}?`)
  await page.keyboard.press('r')
  const question = row(page, 'Waiting for me', `May I, in ${project}?`)
  await question.getByRole('textbox').focus()
  await page.keyboard.type('You may.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(`${handle} has your answer`)).toBeVisible()

  await row(page, 'Waiting for me', `May I, in ${project}?`).getByRole('link').focus()
  await walkTo(`Mine in ${project}`)
  await page.keyboard.press('s')
  await expect(page.getByRole('menuitem', { name: 'Start', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: `Status of ${mine.key}: In progress` })).toBeVisible()
  await row(page, 'My work', `Mine in ${project}`).getByRole('link').focus()
  await page.keyboard.press('o')
  await expect(page).toHaveURL(new RegExp(mine.key))
})

test('home with all its parts has no accessibility violation', async ({ page }) => {
  const { task, token, me, project } = await stage(page, 'HA')
  const asked = await task(`Say ${'what a very long title does to the page it stands on, '.repeat(6)}`.slice(0, 300), { assignee: me })
  await act(page, 'askQuestion', { task: asked.id, body: `Which, in ${project}?`, options: ['Ink', 'Enamel'] }, 'replayed', token)
  await expectAccessible(page, '/')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
