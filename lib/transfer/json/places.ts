import { db } from '#lib/db.ts'
import { chunks } from '#lib/chunks.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { newTaskId } from '#lib/id.ts'
import type { Survey } from './survey.ts'

/** Where the records of a file go. */
export interface Places {
  /** The key of each project here, by its id. */
  keys: Map<string, string>
  /** Who is whom here: actors that are here already, by their id or, of the same kind, by their handle. */
  actors: Map<string, string>
  /** Ids of those who are made, and the handle of those whose own is taken by the other kind. */
  newActors: string[]
  handles: Map<string, string>
  /** Tasks whose id another project's task has here, with the one that they get. */
  tasks: Map<string, string>
}

/** Looks up what is here already. @throws AlreadyExistsError when another project has the key */
export async function placesFor(found: Survey, key: string | null): Promise<Places> {
  const keys = new Map(found.projects.map(({ project }) => [project.id, key ?? project.key]))
  const taken = await db().project.findFirst({
    where: { key: { in: [...keys.values()] }, id: { notIn: [...keys.keys()] } },
    select: { key: true },
  })
  if (taken)
    throw new AlreadyExistsError(
      'key',
      taken.key,
      `Another project has the key ${taken.key} here.`,
      'Name another key to bring this one in under.',
    )
  return { keys, ...(await actorsHere(found)), tasks: await tasksHere(found) }
}

async function actorsHere({ actors }: Survey) {
  const all = [...actors.values()]
  const rows = []
  for (const some of chunks(all)) {
    const or = [{ id: { in: some.map(({ id }) => id) } }, { handle: { in: some.map(({ handle }) => handle) } }]
    rows.push(...(await db().actor.findMany({ where: { OR: or }, select: { id: true, handle: true, kind: true } })))
  }
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byHandle = new Map(rows.map((row) => [row.handle, row]))
  const known = new Map<string, string>()
  const newActors: string[] = []
  const handles = new Map<string, string>()
  for (const { id, handle, kind } of all) {
    const other = byHandle.get(handle)
    if (byId.has(id)) known.set(id, id)
    else if (other?.kind === kind && !actors.has(other.id)) known.set(id, other.id)
    else {
      newActors.push(id)
      if (other) handles.set(id, await freeHandle(handle))
    }
  }
  return { actors: known, newActors, handles }
}

async function freeHandle(handle: string): Promise<string> {
  for (let number = 2; ; number++) {
    const other = `${handle.slice(0, 46)}-${number}`
    if (!(await db().actor.findUnique({ where: { handle: other }, select: { id: true } }))) return other
  }
}

async function tasksHere({ projects }: Survey) {
  const renamed = new Map<string, string>()
  for (const { project, graph } of projects) {
    for (const some of chunks([...graph.places.keys()])) {
      const rows = await db().task.findMany({ where: { id: { in: some }, projectId: { not: project.id } }, select: { id: true } })
      for (const { id } of rows) renamed.set(id, newTaskId())
    }
  }
  return renamed
}
