import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { BASE_URL, E2E_ENV, STATE } from './e2e/environment.ts'
import { findBrowser } from './lib/testing/browser.ts'

const executablePath = findBrowser()

export default defineConfig({
  testDir: 'e2e',
  // Two runs beside each other do not empty each other's.
  outputDir: join('test-results', new URL(BASE_URL).port),
  fullyParallel: false,
  workers: 1,
  // A second try on a fresh page tells a fault from a hiccup of a busy machine; the run names those that needed it.
  retries: 1,
  timeout: 120_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.E2E_REPORT ? [['list'], ['json', { outputFile: process.env.E2E_REPORT }]] : 'list',
  use: {
    baseURL: BASE_URL,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // The journey starts from nothing and leaves a signed-in administrator and a real project behind for the others.
  projects: [
    { name: 'journey', testMatch: 'journey.spec.ts' },
    { name: 'screens', testIgnore: ['journey.spec.ts', 'pictures.spec.ts'], dependencies: ['journey'], use: { storageState: STATE } },
    // Only when asked for: npm run screenshots.
    ...(process.env.PICTURES
      ? [{ name: 'pictures', testMatch: 'pictures.spec.ts', dependencies: ['journey'], use: { storageState: STATE } }]
      : []),
  ],
  webServer: {
    command: 'node e2e/start.mjs',
    url: `${BASE_URL}/healthz`,
    env: E2E_ENV,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
