import { isCodeNeeded, isSetupNeeded, setupCode } from '#lib/auth/setup.ts'
import { env, isLoopback } from '#lib/env.ts'
import { log } from '#lib/log.ts'

/** Says where the server is and what to do next. */
export async function announce() {
  const { PUBLIC_URLS, HOST, PORT, hasPublicUrl, LOG_FORMAT } = env()
  const [url] = PUBLIC_URLS
  const lines = [`Task Orchestrator is ready at ${url}`]
  if (await isSetupNeeded()) {
    lines.push(`First run: open ${url}/setup and create the administrator.`)
    if (isCodeNeeded()) lines.push(`One-time code for the set-up: ${setupCode()}`)
  }
  if (!isLoopback(HOST) && !hasPublicUrl) {
    lines.push(
      `It listens on ${HOST}:${PORT} but answers only under ${PUBLIC_URLS.join(', ')}: set PUBLIC_URL to the address that others use.`,
    )
  }
  // Whoever asked for JSON gets nothing else.
  if (LOG_FORMAT === 'json') for (const line of lines) log.info(line)
  else process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`)
}
