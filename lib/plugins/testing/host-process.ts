// Hosts the probe in a process of its own: host-process.ts <database url> <plugin> <file>. Says when it runs.
import { connect, onWake } from '#lib/db.ts'
import { wakeFromStorage } from '#lib/pubsub.ts'
import { openHost } from './host.ts'

const [url = '', plugin = '', file = ''] = process.argv.slice(2)
await connect(url)
onWake(wakeFromStorage)
await openHost([plugin], file)
process.stdout.write('runs\n')
setInterval(() => {}, 60_000)
