import './lib/server/check-configuration.ts'
import { once } from 'node:events'
import next from 'next'
import { WebSocketServer } from 'ws'
import { keepPresence } from '#lib/auth/presence.ts'
import { connect, disconnect, onWake } from '#lib/db.ts'
import { checkKeys } from '#lib/domain/encryption/check.ts'
import { startJobs } from '#lib/domain/jobs.ts'
import { env, listeningOn } from '#lib/env.ts'
import { keepFigures } from '#lib/figures.ts'
import { log } from '#lib/log.ts'
import { hostPlugins } from '#lib/plugins/host.ts'
import { wakeFromStorage } from '#lib/pubsub.ts'
import { announce } from '#lib/server/announce.ts'
import { cannotStart } from '#lib/server/cannot-start.ts'
import { close } from '#lib/server/drain.ts'
import { startMetrics } from '#lib/server/metrics.ts'
import { Site } from '#lib/server/site.ts'
import { FILES } from '#lib/transfer/files.ts'
import { keepImports } from '#lib/transfer/upload/keep.ts'
import { papers } from '#graphql/papers.ts'
import { serveSockets } from '#graphql/sockets.ts'
import { createApi } from '#graphql/yoga.ts'
import { migrate } from '#prisma/tools/migrate.ts'

const STOP_MS = 8_000
const HARD_STOP_MS = 9_500
const PING_MS = 15_000
const GOING_AWAY = 1001

const { DATABASE_URL, HOST, NODE_ENV } = env()
const isDevelopment = NODE_ENV !== 'production'
const site = new Site()
const sockets = new WebSocketServer({ noServer: true, maxPayload: 256_000, perMessageDeflate: false })

const running = await start().catch((error: unknown) => cannotStart(error))
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, 'an unexpected fault ends the process')
    process.exit(1)
  })
}

async function start() {
  // The port first: a second start of the same installation ends here, before it touches the database.
  await listen()
  await migrate(DATABASE_URL)
  await connect(DATABASE_URL)
  await checkKeys('server')
  onWake(wakeFromStorage)
  const stopPresence = keepPresence()
  const stopJobs = startJobs()
  const stopImports = keepImports()
  const api = createApi()
  const plugins = hostPlugins({ plugins: env().PLUGINS, run: api.run, variables: env().pluginVariables })
  const graphqlSockets = serveSockets(api.wsOptions, sockets, PING_MS)
  // Pages share this process but no modules; this one function is their way in.
  Object.assign(globalThis, { __taskOrchestratorExecute: api.execute })
  const pages = next({ dev: isDevelopment, hostname: HOST, port: env().PORT, httpServer: site.server })
  await pages.prepare()
  startMetrics(() => sockets.clients.size)
  keepFigures(() => sockets.clients.size)
  site.open({
    graphql: api.yoga,
    graphqlUpgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request)),
    mcp: api.mcp,
    files: FILES,
    papers: papers(env().PUBLIC_URLS[0] ?? ''),
    page: pages.getRequestHandler(),
    pageUpgrade: isDevelopment ? pages.getUpgradeHandler() : null,
  })
  await announce()
  return { pages, graphqlSockets, plugins, stopPresence, stopJobs, stopImports }
}

async function listen() {
  const { server } = site
  server.listen(env().PORT, HOST)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new Error(`port ${env().PORT} on ${HOST} is in use. Stop the other program, or choose another PORT.`)
    throw error
  })
  const address = server.address()
  if (address !== null && typeof address === 'object') listeningOn(address.port)
}

/** Lets running requests finish, so that whatever was acknowledged is on disk and whatever is on disk was acknowledged. */
async function stop() {
  setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
  log.info('stopping')
  site.stop()
  for (const socket of sockets.clients) socket.close(GOING_AWAY, 'The server is stopping')
  await site.drain.wait(STOP_MS)
  await running.graphqlSockets.dispose()
  await close(site.server)
  await running.plugins.stop()
  await running.stopImports()
  await running.stopJobs()
  await running.stopPresence()
  await running.pages.close()
  await disconnect()
  process.exit(0)
}
