import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { findBrowser } from '#lib/testing/browser.ts'
import { ADMIN } from './installation.ts'

export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-background-networking']
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args })
}

export async function signIn(browser: Browser, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: url })
  const { status, statusText } = await post(context, `${url}/api/auth/sign-in/email`)
  if (status !== 200) throw new Error(`signing in: ${status} ${statusText}`)
  return context
}

async function post(context: BrowserContext, address: string) {
  const answer = await context.request.post(address, {
    data: { email: ADMIN.email, password: ADMIN.password },
    headers: { origin: new URL(address).origin },
  })
  return { status: answer.status(), statusText: answer.statusText() }
}
