// The API and the routes of the site as a process of its own, without pages: api-server.ts <database url>. Prints its address.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, onWake } from '#lib/db.ts'
import { listeningOn } from '#lib/env.ts'
import { wakeFromStorage } from '#lib/pubsub.ts'
import { Site } from '#lib/server/site.ts'
import { FILES } from '#lib/transfer/files.ts'
import { createApi } from '#graphql/yoga.ts'

const [url = ''] = process.argv.slice(2)

await connect(url)
onWake(wakeFromStorage)
const site = new Site()
site.server.listen(0, '127.0.0.1')
await once(site.server, 'listening')
const { port } = site.server.address() as AddressInfo
listeningOn(port)
const api = createApi({ ratePerSecond: 1_000_000 })
site.open({
  graphql: api.yoga,
  graphqlUpgrade: (_, socket) => socket.destroy(),
  mcp: api.mcp,
  files: FILES,
  papers: new Map(),
  page: (_, response) => response.end(),
  pageUpgrade: null,
})
process.stdout.write(`http://127.0.0.1:${port}\n`)
