import type { BrowserContext, Page } from '@playwright/test'

declare global {
  interface Window {
    answered: Promise<number>
  }
}

const ROUNDS = 20
const SCROLLS = 400

/** Loads the whole list by scrolling, then presses keys and times each from the browser's key event to the frame that follows it. */
export async function pressKeys(context: BrowserContext, address: string) {
  const page = await context.newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  await loadAll(page)
  await page.evaluate(() => window.scrollTo(0, 0))
  const keys = ['j', 'k', 'x', 'End', 'Home', 'ControlOrMeta+k']
  const results = []
  for (const key of keys) {
    const times = []
    for (let i = 0; i < ROUNDS; i++) {
      times.push(await timed(page, key))
      if (key.endsWith('+k')) await page.keyboard.press('Escape')
    }
    results.push({ key, times })
  }
  await page.close()
  return results
}

/** Scrolls to the end until the page grows no more. */
async function loadAll(page: Page) {
  let height = 0
  for (let i = 0; i < SCROLLS; i++) {
    const now = await page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight)
      return document.documentElement.scrollHeight
    })
    await page.waitForLoadState('networkidle')
    if (now === height) return
    height = now
  }
}

async function timed(page: Page, key: string) {
  await page.evaluate(() => {
    window.answered = new Promise((done) => {
      // Without a named function: the compiler would call a helper that the page does not have.
      const heard = new AbortController()
      window.addEventListener(
        'keydown',
        (event) => {
          if (event.key === 'Control' || event.key === 'Meta') return
          heard.abort()
          const at = event.timeStamp
          // The frame's own callback runs before it is drawn; a task posted from it runs after.
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - at)))
        },
        { capture: true, signal: heard.signal },
      )
    })
  })
  await page.keyboard.press(key)
  return page.evaluate(() => window.answered)
}
