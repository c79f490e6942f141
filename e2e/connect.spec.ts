import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { violations } from './axe.ts'

const run = promisify(execFile)

interface McpSettings {
  mcpServers: Record<string, { url: string; headers: Record<string, string> }>
}

test('what the dialog shows connects an agent, and the dialog sees it happen', async ({ page }) => {
  await page.goto('/projects/BEADS/agents')
  await page.getByRole('button', { name: 'Connect agent' }).first().click()
  await page.getByLabel('Handle').fill('plover')
  await page.getByRole('button', { name: 'Connect and show token' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toHaveText('Waiting for the first call of plover…')

  expect(await violations(page, '[role="dialog"]')).toEqual([])

  await test.step('the first call, pasted into a shell', async () => {
    const [settings, call] = [dialog.getByLabel('Settings for a shell'), dialog.getByLabel('Try it: who am I')]
    const script = `${await settings.and(page.locator('pre')).innerText()}\n${await call.and(page.locator('pre')).innerText()}`
    const { stdout } = await run('bash', ['-c', script])
    expect(JSON.parse(stdout)).toMatchObject({ data: { me: { handle: 'plover' } } })
    await expect(dialog.getByRole('status')).toHaveText(/^plover is connected\./)
  })

  await test.step('the settings of an MCP client', async () => {
    const text = await dialog.getByLabel('Settings for an MCP client').and(page.locator('pre')).innerText()
    const { mcpServers } = JSON.parse(text) as McpSettings
    const { url = '', headers } = mcpServers['task-orchestrator'] ?? {}
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'me', arguments: {} } }),
    })
    expect(await answer.json()).toMatchObject({ result: { structuredContent: { me: { handle: 'plover' } } } })
  })

  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByRole('region', { name: 'Online' }).getByText('plover')).toBeVisible()
})
