import { accountsOf } from '#lib/auth/people.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import type { ActorRow } from '../actor/queries.ts'
import { grouped } from '../grouped.ts'
import { mayInWorkspace } from './policy.ts'

/** A person as admins see them. */
export interface PersonRow {
  actor: ActorRow
  /** null: somebody who came by an import and never signs in here. */
  email: string | null
  sessions: number
  projectIds: string[]
  /** Projects that have no other OWNER. */
  soleOwnerOf: string[]
}

interface PeopleAsked {
  search?: string | null | undefined
  includeDeactivated?: boolean | null | undefined
}

/** By handle; null to whoever may not see them. `search` looks into names, handles and addresses. */
export async function listPeople(caller: Caller, { search, includeDeactivated }: PeopleAsked): Promise<PersonRow[] | null> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return null
  const actors = await db().actor.findMany({
    where: { kind: 'PERSON', ...(!includeDeactivated && { retiredAt: null }) },
    orderBy: { handle: 'asc' },
  })
  const people = await peopleOf(actors)
  const words = (search ?? '').trim().toLowerCase().split(/\s+/)
  return people.filter(({ actor, email }) => {
    const text = `${actor.name} ${actor.handle} ${email ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The same by actor id. */
export async function peopleByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return new Map()
  const actors = await db().actor.findMany({ where: { kind: 'PERSON', id: { in: [...ids] } } })
  return new Map((await peopleOf(actors)).map((person) => [person.actor.id, person]))
}

async function peopleOf(actors: readonly ActorRow[]): Promise<PersonRow[]> {
  const accounts = await accountsOf(actors.flatMap(({ userId }) => userId ?? []))
  const members = await db().member.findMany({ where: { actorId: { in: actors.map(({ id }) => id) } }, orderBy: { projectId: 'asc' } })
  const owners = await db().member.groupBy({ by: ['projectId'], where: { role: 'OWNER' }, _count: { _all: true } })
  const ownersOf = new Map(owners.map((row) => [row.projectId, row._count._all]))
  const membersOf = grouped(members, (row) => row.actorId)
  return actors.map((actor) => {
    const own = membersOf.get(actor.id) ?? []
    const account = accounts.get(actor.userId ?? '')
    return {
      actor,
      email: account?.email ?? null,
      sessions: account?.sessions ?? 0,
      projectIds: own.map((row) => row.projectId),
      soleOwnerOf: own.filter((row) => row.role === 'OWNER' && ownersOf.get(row.projectId) === 1).map((row) => row.projectId),
    }
  })
}
