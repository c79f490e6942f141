import { Webhook } from 'standardwebhooks'
import { act } from './api.ts'
import { expectAccessible } from './axe.ts'
import { Receiver } from './receiver.ts'
import { expect, test, type Page } from './test.ts'

/** Nothing of an earlier run is in the way. */
const KEY = `W${Date.now().toString(36).slice(-6).toUpperCase()}`
const ADDRESS = `/projects/${KEY}/settings?tab=webhooks`
const NAME = 'The signal box'

let receiver: Receiver
let secret = ''

/** A page whose socket is open listens to every key and press. */
async function open(page: Page) {
  await page.goto(ADDRESS)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}
const box = (page: Page) => page.getByRole('region', { name: NAME })
const lines = (page: Page) => box(page).getByRole('list', { name: 'Deliveries' }).getByRole('listitem')
const press = (page: Page, name: string) => box(page).getByRole('button', { name }).press('Enter')
const create = (page: Page, title: string) => act(page, 'createTask', { project: KEY, title }, 'task { id }')

async function readSecret(page: Page) {
  const dialog = page.getByRole('dialog', { name: `Secret of ${NAME}` })
  const shown = await dialog.getByRole('region', { name: 'Secret' }).innerText()
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await expect(dialog).toBeHidden()
  return shown.trim()
}

/** What came last, when its signature is right under a secret. */
function last(under: string) {
  const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' }
  return new Webhook(under).verify(body, headers as Record<string, string>) as { type: string; data: { task?: { title: string } } }
}

test.beforeAll(async ({ browser }) => {
  receiver = await Receiver.open()
  const page = await browser.newPage()
  await page.goto('/projects')
  await act(page, 'createProject', { key: KEY, name: 'The junction' }, 'project { id }')
  await page.close()
})
test.afterAll(() => receiver.close())

test('a webhook is made for some events; where it must not lead is told, its secret is shown once', async ({ page }) => {
  await open(page)
  await expect(page.getByText('Nothing is told outside.')).toBeVisible()
  await page.getByRole('button', { name: 'Add webhook' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New webhook' })
  const address = dialog.getByRole('textbox', { name: 'Address' })
  await expect(address).toBeFocused()
  for (const [given, told] of [
    ['nowhere', 'is not a URL such as https://example.org/hook'],
    ['http://169.254.169.254/latest', 'leads to an address that is not public'],
    ['http://user:word@example.org/', 'must not hold a user name or password'],
  ] as const) {
    await address.fill(given)
    await dialog.getByRole('button', { name: 'Add webhook' }).click()
    await expect(dialog).toContainText(told)
    await expect(address).toHaveAttribute('aria-invalid', 'true')
  }
  await address.fill(receiver.url)
  await dialog.getByRole('textbox', { name: 'Name' }).fill(NAME)
  for (const group of await dialog.getByRole('checkbox').all()) await group.uncheck()
  await expect(dialog).toContainText('Choose at least one.')
  await expect(dialog.getByRole('button', { name: 'Add webhook' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'Tasks and plans' }).check()
  await dialog.getByRole('button', { name: 'Add webhook' }).click()
  secret = await readSecret(page)
  expect(secret).toMatch(/^whsec_/)
  await expect(box(page)).toContainText('Tasks and plans')
  await expect(page.getByText(secret)).toBeHidden()
})

test('a test and what happens are sent, signed and logged while one looks; what it does not hear of is not', async ({ page }) => {
  await open(page)
  await press(page, `Send a test to ${NAME}`)
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page).first()).toContainText(/Delivered.*test.*answered 200/)
  expect(last(secret).type).toBe('PING')

  await create(page, 'Throw the points')
  await act(page, 'startTask', { task: `${KEY}-1` }, 'task { id }')
  await expect(lines(page)).toHaveCount(2)
  await expect(lines(page).first()).toContainText(`${KEY}-1`)
  await expect(lines(page).first()).toContainText('Delivered')
  expect(last(secret)).toMatchObject({ type: 'TASK_CREATED', data: { task: { title: 'Throw the points' } } })
  await lines(page)
    .first()
    .getByRole('button', { name: /^Message of/ })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Message' })
  await expect(dialog.getByRole('region', { name: 'Message' })).toContainText('"type": "TASK_CREATED"')
  await expect(dialog.getByRole('region', { name: 'Answer' })).toHaveText('ok')
  await expect(dialog).toContainText('Delivered: answered 200')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a receiver that fails is tried again by itself, and sent to again by hand', async ({ page }) => {
  receiver.status = 503
  await open(page)
  await create(page, 'Light the lamps')
  await expect(lines(page).first()).toContainText(/Trying again.*answered 503/)
  await expect(box(page)).toContainText('The last attempt failed.')
  receiver.status = 200
  await expect(lines(page).first()).toContainText('Delivered', { timeout: 20_000 })
  await expect(lines(page).first()).toContainText('2 attempts')
  await expect(box(page)).not.toContainText('The last attempt failed.')

  const id = receiver.received.at(-1)?.headers['webhook-id']
  await lines(page)
    .first()
    .getByRole('button', { name: /again$/ })
    .press('Enter')
  await expect(page.getByText('Sent again')).toBeVisible()
  await expect(lines(page)).toHaveCount(4)
  await expect(lines(page).first()).toContainText('Delivered')
  expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(id)
})

test('the log is narrowed down by state, which the address keeps', async ({ page }) => {
  receiver.status = 500
  await open(page)
  await press(page, `Send a test to ${NAME}`)
  await expect(lines(page).first()).toContainText(/Failed.*test.*answered 500/)
  receiver.status = 200
  const filter = page.getByRole('group', { name: 'Deliveries to show' })
  await filter.getByRole('button', { name: 'Failed' }).press('Enter')
  await expect(lines(page)).toHaveCount(1)
  await expect(page).toHaveURL(/log=failed/)
  await page.reload()
  await expect(filter.getByRole('button', { name: 'Failed' })).toHaveAttribute('aria-pressed', 'true')
  await expect(lines(page)).toHaveCount(1)
  await filter.getByRole('button', { name: 'Waiting' }).click()
  await expect(box(page)).toContainText('No message waits.')
  await filter.getByRole('button', { name: 'Delivered' }).click()
  await expect(lines(page)).toHaveCount(4)
  await filter.getByRole('button', { name: 'All' }).click()
  await expect(lines(page)).toHaveCount(5)
  await expect(page).not.toHaveURL(/log=/)
})

test('a new secret is shown once, and the old one is good for a while', async ({ page }) => {
  await open(page)
  await press(page, `New secret for ${NAME}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Make secret' }).click()
  const fresh = await readSecret(page)
  expect(fresh).not.toBe(secret)
  await expect(box(page)).toContainText('The old secret is good until')
  const before = receiver.received.length
  await press(page, `Send a test to ${NAME}`)
  await expect.poll(() => receiver.received.length).toBe(before + 1)
  for (const either of [secret, fresh]) expect(last(either).type).toBe('PING')
})

test('it is changed, switched off with a way back, switched on with what was missed, and removed', async ({ page }) => {
  await open(page)
  await press(page, `Change ${NAME}`)
  const form = page.getByRole('dialog', { name: 'Change webhook' })
  await expect(form.getByRole('checkbox', { name: 'Tasks and plans' })).toBeChecked()
  await form.getByRole('checkbox', { name: 'Work on tasks' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(box(page)).toContainText('Work on tasks, Tasks and plans')

  await press(page, `Switch ${NAME} off`)
  await expect(box(page)).toContainText('It is switched off.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(box(page)).not.toContainText('It is switched off.')
  await press(page, `Switch ${NAME} off`)
  await expect(box(page)).toContainText('It is switched off.')
  await create(page, 'Sweep the platform')
  await press(page, `Switch ${NAME} on`)
  await page.getByRole('dialog').getByRole('button', { name: 'Send what was missed' }).click()
  await expect(box(page)).not.toContainText('It is switched off.')
  await expect.poll(() => receiver.received.at(-1)?.body).toContain('Sweep the platform')

  receiver.status = 410
  await create(page, 'Close the line')
  await expect(box(page)).toContainText('It was switched off because it kept failing.')
  receiver.status = 200
  await page.goto('/inbox')
  await page
    .locator('.thread')
    .filter({ hasText: KEY })
    .getByRole('link', { name: `Webhook ${NAME}` })
    .click()
  const pane = page.getByRole('region', { name: 'Selected notification' })
  await expect(pane).toContainText('Its address answered 410: it is gone.')
  await pane.getByRole('link', { name: 'Open webhooks' }).click()
  await expect(box(page)).toContainText('Its address answered 410: it is gone.')

  await press(page, `Remove ${NAME}`)
  const dialog = page.getByRole('dialog', { name: `Remove ${NAME}` })
  await expect(dialog).toContainText('This cannot be undone.')
  await expect(dialog.getByRole('button', { name: 'Back' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Nothing is told outside.')).toBeVisible()
})

test('no part of it has an accessibility violation', async ({ page }) => {
  await expectAccessible(page, ADDRESS)
  await act(page, 'createWebhook', { project: KEY, url: receiver.url, name: NAME }, 'webhook { id }')
  await create(page, 'Ring the bell')
  await page.goto(ADDRESS)
  await press(page, `Switch ${NAME} off`)
  await expectAccessible(page, ADDRESS, async () => {
    await page.getByRole('button', { name: 'Add webhook' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await expectAccessible(page, ADDRESS, async () => {
    await lines(page)
      .first()
      .getByRole('button', { name: /^Message of/ })
      .click()
    await expect(page.getByRole('dialog').getByRole('region', { name: 'Message' })).toBeVisible()
  })
})
