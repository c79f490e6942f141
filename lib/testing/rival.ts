// Another process on the same database: rival.ts <url> raise <project id> <times> | notify <payload> | hold.
import { once } from 'node:events'
import { connect, disconnect, notify, transaction } from '#lib/db.ts'

const [url = '', act, subject = '', times = '1'] = process.argv.slice(2)

await connect(url)
if (act === 'hold') await transaction([], hold)
else if (act === 'notify') await transaction([], (tx) => notify(tx, subject))
else await Promise.all(Array.from({ length: Number(times) }, () => raise(subject)))
await disconnect()

function raise(id: string) {
  return transaction([id], async (tx) => {
    const { seq } = await tx.project.findUniqueOrThrow({ where: { id } })
    await tx.project.update({ where: { id }, data: { seq: seq + 1 } })
  })
}

/** Keeps the file's lock until whoever started this process lets go of its input. */
async function hold() {
  console.log('held')
  await once(process.stdin.resume(), 'end')
}
