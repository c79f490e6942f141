import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { snippets } from './snippets.ts'

it('gives calls whose bodies are JSON with a valid document, safe inside single quotes', () => {
  const { me, claim } = snippets('http://127.0.0.1:3000/graphql', 'secret', 'WEB-42')
  for (const call of [me, claim]) {
    const body = /-d '([^']*)'$/.exec(call)?.[1] ?? ''
    const { query } = JSON.parse(body) as { query: string }
    expect(() => parse(query)).not.toThrow()
  }
  expect(claim).toContain('WEB-42')
})

it('names the token in the settings alone', () => {
  const { settings, me, claim } = snippets('http://127.0.0.1:3000/graphql', 'secret', null)
  expect(settings).toContain('ORCHESTRATOR_TOKEN=secret')
  expect(me + claim).not.toContain('secret')
})
