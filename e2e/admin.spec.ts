import { expect, type Page } from '@playwright/test'
import { act } from './api.ts'
import { expectAccessible, violations } from './axe.ts'
import { test } from './test.ts'

/** Nobody of an earlier run is in the way. */
const RUN = Date.now().toString(36)
const EVA = { name: `Eva Brandt ${RUN}`, handle: `eva.brandt.${RUN}`, email: `eva.${RUN}@example.test` }
const PASSWORD = 'a long enough password'

const eva = (page: Page) => page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: EVA.handle })
const acts = (page: Page) => eva(page).getByRole('button', { name: `Acts on ${EVA.name}` })
/** A page whose socket is open listens to every key and press. */
const isLive = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible()
async function open(page: Page, address: string) {
  await page.goto(address)
  await isLive(page)
}
const stranger = { storageState: { cookies: [], origins: [] } }

test('somebody is invited, joins in another browser, and is deactivated under their hands', async ({ page, browser }) => {
  await open(page, '/admin')
  await expect(page.getByText('Admin, the only one')).toBeVisible()
  const link = await test.step('the link', async () => {
    await page.getByRole('button', { name: 'Invite a person' }).click()
    await page.getByLabel('Name').fill(EVA.name)
    await expect(page.getByLabel('Handle')).toHaveValue(EVA.handle)
    await page.getByLabel('E-mail').fill(EVA.email)
    await page.getByRole('button', { name: 'Make the link' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: `Invitation for ${EVA.name}` })
    await expect(dialog).toContainText('no mail is sent from here')
    expect(await violations(page, '[role="dialog"]')).toEqual([])
    const text = await dialog.getByRole('region', { name: 'Link' }).innerText()
    await dialog.getByRole('button', { name: 'Done' }).click()
    return text.trim()
  })
  expect(new URL(link).pathname).toMatch(/^\/invite\/in_/)

  await page.getByRole('link', { name: 'Invitations' }).click()
  await expect(page.getByRole('region', { name: 'Open', exact: true })).toContainText(EVA.email)

  const other = await (await browser.newContext(stranger)).newPage()
  await test.step('joins', async () => {
    await other.goto(new URL(link).pathname)
    await expect(other.getByText(`You sign in with ${EVA.email}`)).toBeVisible()
    await other.getByLabel('Password').fill(PASSWORD)
    await other.getByRole('button', { name: 'Set password and sign in' }).press('Enter')
    await expect(other).toHaveURL('/')
    await expect(other.getByRole('heading').first()).toBeVisible()
    await other.goto('/admin')
    await expect(other.getByText('Nothing here that you can see.')).toBeVisible()
    await other.goto('/')
  })
  await test.step('an admin, and a plain member again', async () => {
    await open(page, `/admin?search=${RUN}`)
    await expect(eva(page)).toContainText('1 session')
    await acts(page).click()
    await page.getByRole('menuitem', { name: 'Make admin' }).click()
    await expect(eva(page)).toContainText('Admin')
    await acts(page).press('Enter')
    await page.getByRole('menuitem', { name: 'Make a plain member' }).press('Enter')
    await expect(eva(page)).toContainText('Member')
  })
  await test.step('deactivated: out at once, and in again with the same password', async () => {
    await acts(page).click()
    await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
    const dialog = page.getByRole('dialog', { name: `Deactivate ${EVA.name}` })
    await expect(dialog).toContainText('session')
    await dialog.getByRole('button', { name: `Deactivate ${EVA.name}` }).click()
    await expect(eva(page)).toBeHidden()
    await other.goto('/inbox')
    await expect(other).toHaveURL(/\/sign-in/)
    const signIn = async () => {
      await other.goto('/sign-in')
      await other.getByLabel('E-mail').fill(EVA.email)
      await other.getByLabel('Password').fill(PASSWORD)
      await other.getByRole('button', { name: 'Sign in' }).click()
    }
    await signIn()
    await expect(other.getByText('This account is deactivated.')).toBeVisible()
    await page.getByRole('button', { name: 'Show deactivated' }).click()
    await acts(page).click()
    await page.getByRole('menuitem', { name: 'Let in again' }).click()
    await expect(eva(page)).toContainText('Member')
    await signIn()
    await expect(other).toHaveURL('/')
  })
  await test.step('a new password by a link, after which the old one is wrong', async () => {
    await acts(page).click()
    await page.getByRole('menuitem', { name: 'New password link…' }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    const url = await page.getByRole('region', { name: 'Link' }).innerText()
    await other.goto(new URL(url.trim()).pathname)
    await other.getByLabel('Password').fill('another password')
    await other.getByRole('button', { name: /Set password/ }).click()
    await expect(other).toHaveURL('/')
  })
  await other.context().close()
})

test('an invitation is taken back, and its link says so', async ({ page, browser }) => {
  await open(page, '/admin?tab=invitations')
  await page.getByRole('button', { name: 'Invite a person' }).click()
  await page.getByLabel('Name').fill('Otto Lang')
  await page.getByLabel('E-mail').fill('otto.lang@example.test')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const url = (await page.getByRole('region', { name: 'Link' }).innerText()).trim()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Take back the invitation of Otto Lang' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('region', { name: 'Taken back' })).toContainText('otto.lang@example.test')
  const other = await (await browser.newContext(stranger)).newPage()
  await other.goto(new URL(url).pathname)
  await expect(other.getByText('This link was used, has expired or never existed.')).toBeVisible()
  await other.context().close()
})

test('agents of all projects are listed and retired; the installation is well', async ({ page }) => {
  await open(page, '/admin?tab=agents')
  await act(page, 'registerAgent', { handle: `rook-${RUN}` }, 'agent { id }')
  await page.reload()
  await isLive(page)
  await page.getByLabel('Find an agent').fill(`rook-${RUN}`)
  await page.getByRole('button', { name: `Retire rook-${RUN}` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Retire rook-${RUN}` })
    .click()
  await expect(page.getByText(`No agent fits “rook-${RUN}”.`)).toBeVisible()

  await open(page, '/admin?tab=health')
  await expect(page.getByText('SQLite', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Run the doctor' }).click()
  await expect(page.getByText('No fault found')).toBeVisible()
})

test('every part has no accessibility violation', async ({ page }) => {
  for (const tab of ['people', 'invitations', 'agents', 'health']) await expectAccessible(page, `/admin?tab=${tab}`)
})
