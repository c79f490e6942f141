import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { ROUTES, routesOnDisk } from './routes.ts'

test('every page of app/ has an address here', () => {
  expect(routesOnDisk()).toEqual(Object.keys(ROUTES).sort())
})

for (const [route, { address, as }] of Object.entries(ROUTES)) {
  // The journey looks at the pages of a fresh installation while it is fresh.
  if (as === 'fresh') continue
  test.describe(route, () => {
    if (as === 'stranger') test.use({ storageState: { cookies: [], origins: [] } })
    test('has no accessibility violation in light and dark, wide and narrow', async ({ page }) => {
      await expectAccessible(page, address)
    })
  })
}
