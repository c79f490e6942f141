// The process of one import: `child.ts <id>`, started by the server. What an import reads and keeps takes neither its time nor its memory.
import { connect, disconnect } from '#lib/db.ts'
import { checkKeys } from '#lib/domain/encryption/check.ts'
import { importTopic } from '#lib/domain/import/locate.ts'
import { env } from '#lib/env.ts'
import { AUTH_TOPIC, subscribe } from '#lib/pubsub.ts'
import { runImport } from './run-import.ts'

const [id = ''] = process.argv.slice(2)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
// Without its server it ends as that has, so that two never work on one file.
const end = () => process.exit(1)
process.on('disconnect', end)

await connect(env().DATABASE_URL)
// A key that stands in the configuration only since the server started would seal what that cannot open.
await checkKeys('command')
// At once, where the database would tell the server a quarter of a second later.
for (const topic of [importTopic(id), AUTH_TOPIC]) subscribe(topic, () => process.send?.(topic, (error: Error | null) => error && end()))
await runImport(id, stop.signal)
await disconnect()
process.off('disconnect', end)
process.disconnect()
