import { chromium } from '@playwright/test'
import { existsSync } from 'node:fs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A browser for the journeys: the one that is named, Playwright's own, or the system's. */
export function findBrowser(): string | null {
  const named = process.env.PLAYWRIGHT_CHROMIUM
  return [named, playwrightsOwn(), ...SYSTEM].find((path) => path !== undefined && existsSync(path)) ?? null
}

function playwrightsOwn() {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}
