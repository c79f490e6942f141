import { join } from 'node:path'
import { ROUTES } from './routes.ts'
import { setScene } from './scene.ts'
import { expect, test } from './test.ts'

/** npm run screenshots: every page of the application with real tasks and agents at work, wide and narrow, light and dark. */
const FOLDER = process.env.PICTURES ?? 'test-results/screenshots'
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

test('a picture of every page', async ({ page, browser }) => {
  test.setTimeout(900_000)
  const { long } = await setScene(page)
  const stranger = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage()
  const pages = Object.entries(ROUTES).filter(([, { address, as }]) => as !== 'fresh' && !address.startsWith('/dev'))
  const more = [['/projects/[key]/tasks/[task]/long-title', { address: `/projects/BEADS/tasks/${long}`, as: 'admin' }]] as const
  for (const [route, { address, as }] of [...pages, ...more])
    await test.step(route, async () => {
      const tab = as === 'stranger' ? stranger : page
      for (const size of SIZES) {
        await tab.setViewportSize(size)
        await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        await tab.goto(address)
        await expect(tab.getByRole('heading').first()).toBeVisible()
        await expect(tab.locator('[aria-busy="true"]')).toHaveCount(0)
        await tab.waitForLoadState('networkidle')
        for (const colorScheme of ['light', 'dark'] as const) {
          await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await tab.screenshot({ path: join(FOLDER, `${nameOf(route)}-${colorScheme}-${size.width}.png`) })
        }
      }
    })
})

/** `/projects/[key]/tasks/[task]` is task, `/projects/[key]/settings` is project-settings. */
function nameOf(route: string) {
  const words = route
    .replace('/projects/[key]/tasks/[task]', '/task')
    .replace(/\/projects\/\[key\]\/(?!tasks$)/, '/project-')
    .replace(/\[[^\]]+\]/g, '')
  return words.split('/').filter(Boolean).join('-') || 'home'
}
