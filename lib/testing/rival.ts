// Another process on the same database: rival.ts <url> raise <project id> <times>, or rival.ts <url> notify <payload>.
import { connect, disconnect, notify, transaction } from '#lib/db.ts'

const [url = '', act, subject = '', times = '1'] = process.argv.slice(2)

await connect(url)
if (act === 'notify') await transaction([], (tx) => notify(tx, subject))
else await Promise.all(Array.from({ length: Number(times) }, () => raise(subject)))
await disconnect()

function raise(id: string) {
  return transaction([id], async (tx) => {
    const { seq } = await tx.project.findUniqueOrThrow({ where: { id } })
    await tx.project.update({ where: { id }, data: { seq: seq + 1 } })
  })
}
