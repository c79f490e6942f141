/** What an agent needs to begin, to be pasted: a shell's settings and first call, the configuration of an MCP client, words for the agent. */
export function snippets(origin: string, secret: string) {
  const server = { type: 'http', url: `${origin}/mcp`, headers: { Authorization: `Bearer ${secret}` } }
  return {
    settings: `export ORCHESTRATOR_URL=${origin}/graphql\nexport ORCHESTRATOR_TOKEN=${secret}`,
    firstCall: [
      'curl -sS "$ORCHESTRATOR_URL" -H "Authorization: Bearer $ORCHESTRATOR_TOKEN" \\',
      `  -H 'Content-Type: application/json' -d '{"documentId":"me"}'`,
    ].join('\n'),
    mcp: JSON.stringify({ mcpServers: { 'task-orchestrator': server } }, null, 2),
    words: `Read ${origin}/agents.md and work through the tasks that are ready. Your token is in ORCHESTRATOR_TOKEN.`,
  }
}
