import type { Tx } from '#lib/db.ts'

interface Cursor {
  /** Whose it is: the script hooks', or a plugin's. */
  consumer: string
  stream: string
  /** The last event that is done with. */
  seq: number
  at: Date
}

/** Says how far a consumer of events has come in a stream. */
export async function setCursor(tx: Pick<Tx, 'deliveryCursor'>, { consumer, stream, seq, at }: Cursor) {
  const id = { consumer, stream }
  const data = { seq, updatedAt: at }
  await tx.deliveryCursor.upsert({ where: { consumer_stream: id }, create: { ...id, ...data }, update: data, select: { seq: true } })
}
