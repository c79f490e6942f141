import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What a theme can break; all else is the same in the dark. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** No violation in light and dark, wide and narrow; `opened` brings up what lies over the page. */
export async function expectAccessible(page: Page, address: string, opened?: () => Promise<void>) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: width === 360 ? 844 : 900 })
    await page.goto(address)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await opened?.()
    expect(await violations(page), `${address}, ${width} px`).toEqual([])
  }
}

/** What axe finds on the page, or within a part of it, in light and dark. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  const said: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Loading axe costs as much as many a run of it: once a page is enough.
    const isLoaded = await page.evaluate(() => 'axe' in window)
    // Without frames nothing must be put together from parts, which is what the legacy mode leaves out.
    const axe = new AxeBuilder({ page, ...(isLoaded ? { axeSource: 'void 0' } : {}) }).setLegacyMode()
    // What passes is not described: on a page of some thousand elements that takes longer than finding it out.
    axe.options({ resultTypes: ['violations'], iframes: false, preload: false })
    if (within) axe.include(within)
    if (colorScheme === 'dark') axe.withRules(RULES_OF_COLOUR)
    for (const { id, help, nodes } of (await axe.analyze()).violations) {
      const places = nodes.slice(0, 3).map(({ html }) => html)
      said.push([`${colorScheme}: ${id}: ${help}`, ...places].join('\n  '))
    }
  }
  return said
}
