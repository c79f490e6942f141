/** Lines for a shell: what an agent needs to know, and two calls that show it works. */
export function snippets(url: string, secret: string, task: string | null) {
  const call = (query: string) =>
    [
      'curl -s "$ORCHESTRATOR_URL" -H "authorization: Bearer $ORCHESTRATOR_TOKEN" \\',
      `  -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`,
    ].join('\n')
  return {
    settings: `export ORCHESTRATOR_URL=${url}\nexport ORCHESTRATOR_TOKEN=${secret}`,
    me: call('{ me { handle capabilities openTaskCount } }'),
    claim: call(
      `mutation { claimTask(input: { task: "${task ?? 'KEY-1'}" }) { __typename ... on ClaimTaskSuccess { fence expiresAt task { key title description } } ... on Error { code message hint } } }`,
    ),
  }
}
