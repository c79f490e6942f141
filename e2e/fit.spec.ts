import { ROUTES } from './routes.ts'
import { setScene } from './scene.ts'
import { expect, test } from './test.ts'

/** A page is loaded on a desk and on a phone; the tablet and the smallest phone are a change of the window's width. */
const WIDTHS = [
  { width: 1440, isLoaded: true },
  { width: 768, isLoaded: false },
  { width: 390, isLoaded: true },
  { width: 360, isLoaded: false },
]

test('no page overflows sideways or clips its text, with titles of 1, 30 and 300 characters', async ({ page }) => {
  // Every page at four widths.
  test.setTimeout(600_000)
  const { short, long } = await setScene(page, true)
  // /dev/ui is for development alone.
  const addresses = Object.values(ROUTES).flatMap(({ address, as }) => (as === 'admin' && !address.startsWith('/dev') ? [address] : []))
  for (const address of [
    ...addresses,
    `/projects/BEADS/tasks/${short}`,
    `/projects/BEADS/tasks/${long}`,
    `/projects/BEADS/graph?around=${long}`,
  ])
    await test.step(address, async () => {
      for (const { width, isLoaded } of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        if (isLoaded) await page.goto(address)
        await expect(page.getByRole('heading').first()).toBeVisible()
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
        // What follows the window's width in script does so with the next frame.
        if (!isLoaded) await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))))
        await expect.poll(() => page.evaluate(faults), { message: `${address} at ${width} px` }).toEqual([])
      }
    })
})

/** Runs in the page: whether it scrolls sideways, and text that is cut off without an ellipsis. */
function faults() {
  const root = document.documentElement
  const edge = root.clientWidth
  const beyond = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > edge + 1)
  const wide =
    root.scrollWidth > edge ? [`${root.scrollWidth - edge} px too wide: ${beyond.map(({ className }) => className).join(' > ')}`] : []
  const cut = [...document.querySelectorAll<HTMLElement>('main *')].filter((element) => {
    const style = getComputedStyle(element)
    const ownText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    // One pixel wide: for screen readers alone.
    if (!ownText || !element.checkVisibility() || element.clientWidth <= 1 || element.closest('.sr-only, .react-flow, svg')) return false
    const isHidden = style.overflowX === 'hidden' || style.overflowX === 'clip'
    const isTold = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
    return isHidden && !isTold && element.scrollWidth > element.clientWidth + 1
  })
  return [...wide, ...cut.map((element) => `cut off: ${element.textContent?.slice(0, 60)}`)]
}
