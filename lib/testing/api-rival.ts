// Another process that answers operations on the same database: api-rival.ts <url>. One JSON a line, in and out.
import { createInterface } from 'node:readline'
import type { Caller } from '#lib/auth/caller.ts'
import { connect } from '#lib/db.ts'
import { createApi } from '#graphql/yoga.ts'

const [url = ''] = process.argv.slice(2)

await connect(url)
const { run } = createApi({ ratePerSecond: 1_000_000 })
for await (const line of createInterface(process.stdin)) {
  const { document, variables, caller } = JSON.parse(line) as { document: string; variables: Record<string, unknown>; caller: Caller }
  console.log(JSON.stringify(await run(document, variables, caller)))
}
process.exit(0)
