import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('a command says how it is called when it is asked, and touches no database for that', async () => {
  const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'lib/commands/doctor.ts', '--help'], { env })
  expect(stdout).toMatch(/^Usage: npm run doctor/)
  expect(stderr).toBe('')
})
