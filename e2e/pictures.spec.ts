import { join } from 'node:path'
import { FIXTURE } from './environment.ts'
import { ROUTES } from './routes.ts'
import { makeLong, setScene } from './scene.ts'
import { expect, test, type Page } from './test.ts'

/** npm run screenshots: every page of the application with real tasks and agents at work, and what some show when something was done, wide and narrow, light and dark. */
const FOLDER = process.env.PICTURES ?? 'test-results/screenshots'
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** A machine that takes pictures of two sizes and themes has little else left. */
const LIVE = { timeout: 60_000 }

test('a picture of every page', async ({ page, browser }) => {
  test.setTimeout(900_000)
  await setScene(page, false)
  const stranger = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage()
  const pages = Object.entries(ROUTES).filter(([, { address, as }]) => as !== 'fresh' && !address.startsWith('/dev'))
  for (const [route, { address, as }] of pages)
    await test.step(route, async () => {
      const tab = as === 'stranger' ? stranger : page
      for (const size of SIZES) {
        await tab.setViewportSize(size)
        await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        await tab.goto(address)
        if (as === 'admin') await expect(tab.getByText('Live', { exact: true })).toBeVisible(LIVE)
        await shoot(tab, nameOf(route), size.width)
      }
    })
  for (const [name, prepare] of Object.entries(ACTS))
    await test.step(name, async () => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await prepare(page)
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await shoot(page, name, size.width)
      }
    })
})

/** What a page shows after something was done on it. */
const ACTS: Record<string, (page: Page) => Promise<void>> = {
  'task-long-title': async (page) => open(page, `/projects/BEADS/tasks/${await makeLong(page)}`),
  'template-filled': async (page) => {
    await open(page, '/projects/BEADS/templates/tpl_release')
    await page.getByRole('textbox', { name: 'Version' }).fill('2.4.0')
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Freeze 2.4.0')
  },
  'import-report': async (page) => {
    await open(page, '/import')
    await page.locator('input[type=file]').setInputFiles(FIXTURE)
    await page.getByRole('textbox', { name: 'Name' }).fill('Second look')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await expect(page.getByRole('button', { name: /^Import \d+ rows/ })).toBeVisible({ timeout: 50_000 })
  },
  'plugin-report': async (page) => {
    await open(page, '/projects/BEADS/commands')
    await page.getByRole('button', { name: 'Time report', exact: true }).click()
    await page.getByRole('form', { name: 'Time report' }).getByRole('button', { name: 'Run' }).click()
    await expect(page.getByRole('table')).toBeVisible()
  },
}

async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByText('Live', { exact: true })).toBeVisible(LIVE)
}

async function shoot(page: Page, name: string, width: number) {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${width}.png`) })
  }
}

/** `/projects/[key]/tasks/[task]` is task, `/projects/[key]/settings` is project-settings, `/projects/[key]` is project. */
function nameOf(route: string) {
  const words = route
    .replace('/projects/[key]/tasks/[task]', '/task')
    .replace(/^\/projects\/\[key\]$/, '/project')
    .replace('/templates/[template]', '/template')
    .replace(/\/projects\/\[key\]\/(?!tasks$)/, '/project-')
    .replace(/\[[^\]]+\]/g, '')
  return words.split('/').filter(Boolean).join('-') || 'home'
}
