import { db, type Prisma, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'

export type PluginRow = Prisma.PluginGetPayload<object>

/** A plugin that is or was here. Everybody who is signed in may know that there is one. */
export async function locatePlugin(name: string, tx: Pick<Tx, 'plugin'> = db()): Promise<PluginRow> {
  const row = await tx.plugin.findUnique({ where: { name } })
  if (!row) throw new NotFoundError('plugin', name)
  return row
}
