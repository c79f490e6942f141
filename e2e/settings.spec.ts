import { ask } from './api.ts'
import { ADMIN, BASE_URL } from './environment.ts'
import { expect, test } from './test.ts'

test('a person changes their name and takes it back', async ({ page }) => {
  await page.goto('/settings')
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue(ADMIN.name)
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await name.fill('Ines O.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('You are Ines O. now')).toBeVisible()
  await expect(page.getByRole('button', { name: 'You are Ines O.' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(name).toHaveValue(ADMIN.name)
})

test('a theme is shown at once and kept', async ({ page }) => {
  await page.goto('/settings')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(theme).toBe('dark')
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect.poll(theme).toBe('dark')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.getByRole('radio', { name: 'As the system' }).check()
  await expect.poll(theme).toBeUndefined()
  await page.reload()
  await expect.poll(theme).toBeUndefined()
})

test('by keyboard alone: shortcuts are switched off and on, a reason is muted, and undo takes it back', async ({ page }) => {
  const chosen = async () => (await ask(page, '{ preference { shortcuts mutedReasons } }')).preference
  await page.goto('/settings')
  const single = page.getByRole('checkbox', { name: 'Single keys act' })
  await single.focus()
  await page.keyboard.press('Space')
  await expect(single).not.toBeChecked()
  await page.locator('body').press('g')
  await page.locator('body').press('i')
  await expect(page).toHaveURL(/settings/)
  await single.focus()
  await page.keyboard.press('Space')
  await expect(single).toBeChecked()
  await expect.poll(chosen).toMatchObject({ shortcuts: true })
  const hold = page.getByRole('checkbox', { name: 'A task of yours is put on hold' })
  await hold.focus()
  await page.keyboard.press('Space')
  await expect(hold).not.toBeChecked()
  await expect.poll(chosen).toMatchObject({ mutedReasons: ['HELD'] })
  await page.keyboard.press('Control+z')
  await expect(hold).toBeChecked()
  await expect.poll(chosen).toMatchObject({ mutedReasons: [] })
  await expect(page.getByText('An agent waits for an answer')).toBeVisible()
  await page.getByRole('button', { name: 'Show all shortcuts' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Show all shortcuts' })).toBeFocused()
})

test('sessions are listed with device and address, and ended one by one', async ({ page, browser }) => {
  const other = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
  })
  const headers = { origin: BASE_URL }
  const signIn = () =>
    other.request.post(`${BASE_URL}/api/auth/sign-in/email`, { headers, data: { email: ADMIN.email, password: ADMIN.password } })
  expect((await signIn()).ok()).toBe(true)
  const isIn = async () => (await (await other.request.get(`${BASE_URL}/api/auth/get-session`)).json()) !== null
  expect(await isIn()).toBe(true)
  await page.goto('/settings')
  const sessions = page.getByRole('region', { name: 'Sessions' })
  await expect(sessions.getByText(', this one')).toHaveCount(1)
  const firefox = sessions.getByRole('listitem').filter({ hasText: 'Firefox on Linux' }).first()
  await expect(firefox).toContainText('127.0.0.1')
  await expect(firefox).toContainText('last used')
  await firefox.getByRole('button', { name: 'End the session of Firefox on Linux' }).click()
  await expect(page.getByText('The session has ended')).toBeVisible()
  await expect.poll(isIn).toBe(false)
  await other.close()
})

test.describe('with a wrong password', () => {
  test.use({ mayComplain: /change-password|status of 4/ })
  test('a wrong current password is refused and nothing changes', async ({ page }) => {
    await page.goto('/settings')
    // A password manager learns whose password it is.
    await expect(page.locator('#password input[autocomplete=username]')).toHaveValue(ADMIN.email)
    await page.getByLabel('Current password').fill('not the password')
    await page.getByLabel('New password').fill('another long password')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('region', { name: 'Password' }).getByRole('alert')).toBeVisible()
  })
})
