import { gzipSync } from 'node:zlib'
import { expect, test, type Request } from '@playwright/test'
import { ROUTES } from './routes.ts'

const LIMIT_KB = 300

for (const [route, { address, as }] of Object.entries(ROUTES)) {
  if (as === 'fresh') continue
  test.describe(route, () => {
    if (as === 'stranger') test.use({ storageState: { cookies: [], origins: [] } })
    test(`loads at most ${LIMIT_KB} kB of gzipped script`, async ({ page }) => {
      const scripts: Request[] = []
      page.on('requestfinished', (request) => {
        if (request.resourceType() === 'script') scripts.push(request)
      })
      await page.goto(address, { waitUntil: 'load' })
      await expect(page.getByRole('heading').first()).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await page.waitForLoadState('networkidle')
      const sizes = await Promise.all(scripts.map(gzipped))
      const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000
      test.info().annotations.push({ type: 'script', description: `${kb.toFixed(0)} kB in ${sizes.length} files` })
      expect(sizes.length).toBeGreaterThan(0)
      expect(kb, `${sizes.length} files`).toBeLessThanOrEqual(LIMIT_KB)
    })
  })
}

async function gzipped(script: Request) {
  const response = await script.response()
  return response ? gzipSync(await response.body()).length : 0
}
