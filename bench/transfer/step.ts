// One step of bench/transfer in a process of its own, so that its memory is its own: step.ts import|csv dry run|<format> <database url> <file>.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { commandCaller } from '#lib/auth/callers.ts'
import { connect, disconnect } from '#lib/db.ts'
import { openSnapshots } from '#lib/db/snapshots.ts'
import { bringIn } from '#lib/transfer/bring-in.ts'
import { planExport } from '#lib/transfer/export/plan-export.ts'
import { writeExport } from '#lib/transfer/export/write-export.ts'
import { bringJson } from '#lib/transfer/json/bring-json.ts'
import { readCsvFile } from '#lib/transfer/read-csv.ts'

const [step = '', url = '', file = ''] = process.argv.slice(2)

await connect(url)
const begun = performance.now()
if (step === 'import') await bringJson(commandCaller(), file, { project: '' })
else if (step === 'csv dry run') await bringIn(commandCaller(), await readCsvFile(file), { project: 'DRY', dryRun: true })
else await exportTo(file, step)
const ms = performance.now() - begun
await disconnect()
console.log(JSON.stringify({ ms, rss: process.resourceUsage().maxRSS * 1024 }))

async function exportTo(path: string, format: string) {
  const stream = createWriteStream(path)
  const snapshots = await openSnapshots(url)
  const job = await planExport(commandCaller(), { format })
  await writeExport(snapshots, job, async (bytes) => {
    if (!stream.write(bytes)) await once(stream, 'drain')
  })
  stream.end()
  await finished(stream)
  await snapshots.close()
}
