import type { Locator } from '@playwright/test'
import { ask } from './api.ts'
import { violations } from './axe.ts'
import { ROUTES } from './routes.ts'
import { setScene } from './scene.ts'
import { expect, test, type Page } from './test.ts'

const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
/** What opens something by itself says so; these dialogs are opened by buttons that do not. */
const PLAIN = /^(New project|New task|New view|Invite|Register|Connect|Coordinate|Add |Ask|Hold|Cancel task|Delete|Archive|Rename|Issue)/

test('agents are at work, so that the pages have something to open', async ({ page }) => {
  await page.goto('/')
  // Another spec of the same installation may have set the scene.
  if (!(await ask(page, '{ actor(ref: "wren") { id } }')).actor) await setScene(page, true)
})

for (const [route, { address, as }] of Object.entries(ROUTES)) {
  // /dev/ui is for development alone.
  if (as !== 'admin' || route.startsWith('/dev')) continue
  test(`${route}: whatever a button opens is accessible, closes with Escape and gives the focus back`, async ({ page }) => {
    test.setTimeout(300_000)
    // Head and sidebar are the same everywhere.
    const within = route === '/' ? page.locator('body') : page.getByRole('main')
    const seen = new Set<string>()
    // On a phone only what is opened by other buttons.
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: width === 360 ? 844 : 900 })
      await arrive(page, address)
      for (const [kind, name] of await openers(within)) {
        if (seen.has(kind)) continue
        seen.add(kind)
        await lookInto(page, within, `${address}, ${width} px, “${name}”`, name)
      }
    }
  })
}

async function arrive(page: Page, address: string) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(address)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
}

/** The accessible names of the buttons that open something, one of a kind: of a list's rows the first. */
async function openers(within: Locator) {
  const buttons = await within.locator('button, summary').evaluateAll((elements) =>
    elements.map((element) => ({
      name: (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim(),
      opens: element.hasAttribute('aria-haspopup') || element.getAttribute('aria-expanded') === 'false',
      isThere: element.checkVisibility() && !element.hasAttribute('disabled'),
    })),
  )
  const kinds = new Map<string, string>()
  for (const { name, opens, isThere } of buttons) {
    if (!name || !isThere || !(opens || PLAIN.test(name))) continue
    const kind = name.replace(/^.+: (?=change )/, '').replace(/[A-Z]+-\d+|\d+|[“"].*[”"]/g, '*')
    if (!kinds.has(kind)) kinds.set(kind, name)
  }
  return [...kinds]
}

async function lookInto(page: Page, within: Locator, where: string, name: string) {
  const opener = within.getByRole('button', { name, exact: true }).and(page.locator(':visible')).first()
  if (!(await opener.isVisible())) return
  await opener.click()
  const overlay = page.locator(OVERLAY).and(page.locator(':visible')).last()
  const isOpen = await overlay.waitFor({ timeout: 1500 }).then(
    () => true,
    () => false,
  )
  if (!isOpen) {
    // It folded something out, or gave its place to a form: what can be folded is folded again.
    if ((await opener.isVisible()) && (await opener.getAttribute('aria-expanded')) === 'true') await opener.click()
    return
  }
  expect.soft(await violations(page, OVERLAY), where).toEqual([])
  for (let press = 0; press < 3 && (await overlay.isVisible()); press++) await page.keyboard.press('Escape')
  await expect.soft(overlay, `${where}: closes with Escape`).toBeHidden()
  await expect.soft(opener, `${where}: the focus is back`).toBeFocused()
}
