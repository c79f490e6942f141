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
  const projectId = await projectOf(caller, input.view, idempotencyKey)
  return write(caller, { name, input, idempotencyKey, gate: [projectId] }, async (w) => {
    const view = await visible(caller, input.view, w.tx)
    const { role } = await projectAccess(caller, projectId, w.tx)
    return run(w, view, role)
  })
}

/** A repeated request may find the view gone; the stored outcome knows whose it was. */
async function projectOf(caller: Caller, id: string, key: string | null | undefined): Promise<string> {
  const view = await db().savedView.findUnique({ where: { id } })
  if (view && isVisible(caller, view)) return view.projectId
  const earlier = key ? await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId: caller.actorId, key } } }) : null
  const project = earlier && (JSON.parse(earlier.outcome) as { project?: string }).project
  if (!project) throw new NotFoundError('view', id)
  return project
}

async function visible(caller: Caller, id: string, tx: Pick<Tx, 'savedView'>): Promise<ViewRow> {
  const view = await tx.savedView.findUnique({ where: { id } })
  if (!view || !isVisible(caller, view)) throw new NotFoundError('view', id)
  return view
}

/** Another's own view is as good as missing. */
const isVisible = (caller: Caller, { isShared, ownerId }: ViewRow) => isShared || ownerId === caller.actorId
