import { expect, it } from 'vitest'
import { snippets } from './snippets.ts'

const { settings, firstCall, mcp, words } = snippets('http://127.0.0.1:3000', 'to_secret')

it('gives a first call whose body is JSON, safe inside single quotes', () => {
  const body = /-d '([^']*)'$/.exec(firstCall)?.[1] ?? ''
  expect(JSON.parse(body)).toEqual({ documentId: 'me' })
})

it('gives MCP clients their configuration', () => {
  expect(JSON.parse(mcp)).toEqual({
    mcpServers: {
      'task-orchestrator': { type: 'http', url: 'http://127.0.0.1:3000/mcp', headers: { Authorization: 'Bearer to_secret' } },
    },
  })
})

it('names the token where it is kept, never in a call or in words', () => {
  expect(settings).toContain('ORCHESTRATOR_TOKEN=to_secret')
  expect(firstCall + words).not.toContain('to_secret')
})
