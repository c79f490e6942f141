import { expect, test as base } from '@playwright/test'

export { expect }
export type { Page } from '@playwright/test'

/** Chromium's remark on a busy machine: a page whose styles are fetched ahead was not opened within seconds. Nothing is wrong. */
const FETCHED_AHEAD = /was preloaded using link preload but not used within a few seconds/

interface Quiet {
  /** What the browser's console may say in a test that cuts the connection or asks for what is missing. */
  mayComplain: RegExp | null
  quiet: undefined
}

/** A test that fails when the browser's console says anything: an error, a warning, a resource that did not come. */
export const test = base.extend<Quiet>({
  mayComplain: [null, { option: true }],
  quiet: [
    async ({ context, mayComplain }, use) => {
      const said: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') said.push(`${message.page()?.url()}: ${message.text()}`)
      })
      context.on('weberror', (fault) => said.push(`${fault.page()?.url()}: ${String(fault.error())}`))
      await use(undefined)
      expect(said.filter((line) => !FETCHED_AHEAD.test(line) && !mayComplain?.test(line))).toEqual([])
    },
    { auto: true },
  ],
})
