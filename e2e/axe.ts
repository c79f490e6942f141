import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** No violation in light and dark, wide and narrow; `opened` brings up what lies over the page. */
export async function expectAccessible(page: Page, address: string, opened?: () => Promise<void>) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: width === 360 ? 844 : 900 })
    await page.goto(address)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await opened?.()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      const said = violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help}\n  ${nodes
            .slice(0, 3)
            .map((node) => node.html)
            .join('\n  ')}`,
      )
      expect(said, `${address}, ${colorScheme}, ${width} px`).toEqual([])
    }
  }
}
