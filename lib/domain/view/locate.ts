import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write, type Outcome, type Write } from '#lib/write.ts'
import { projectAccess } from '../access.ts'
import type { Role } from '#prisma/.build/sqlite/client/enums.ts'

export type ViewRow = Prisma.SavedViewGetPayload<object>

/** One act on a saved view that the caller sees, under the gate of its project, with the row and the role read there. */
export async function onView<T extends Outcome>(
  caller: Caller,
  { name, input: { idempotencyKey, ...input } }: { name: string; input: { view: string; idempotencyKey?: string | null | undefined } },
  run: (w: Write, view: ViewRow, role: Role) => Promise<T>,
) {
  const { projectId } = await visible(caller, input.view, db())
  return write(caller, { name, input, idempotencyKey, gate: [projectId] }, async (w) => {
    const view = await visible(caller, input.view, w.tx)
    const { role } = await projectAccess(caller, projectId, w.tx)
    return run(w, view, role)
  })
}

/** Another's own view is as good as missing. */
async function visible(caller: Caller, id: string, tx: Pick<Tx, 'savedView'>): Promise<ViewRow> {
  const view = await tx.savedView.findUnique({ where: { id } })
  if (!view || (!view.isShared && view.ownerId !== caller.actorId)) throw new NotFoundError('view', id)
  return view
}
