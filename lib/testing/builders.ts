import { randomBytes } from 'node:crypto'
import { type Caller, SCOPES } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { createAgent } from '#lib/domain/actor/create-agent.ts'
import { createProject } from '#lib/domain/project/create.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { createTask } from '#lib/domain/task/create.ts'
import type { ProjectRow, TaskRow } from '#lib/domain/task/types.ts'
import type { Change } from '#lib/events.ts'
import { newId } from '#lib/id.ts'

type Role = 'OWNER' | 'MEMBER' | 'VIEWER'
const fresh = (stem: string) => `${stem}-${randomBytes(4).toString('hex')}`

/** A caller as a request makes one: with every scope and every project, unless told otherwise. */
export function caller(actor: Pick<Caller, 'actorId' | 'handle' | 'kind'>, more: Partial<Caller> = {}): Caller {
  return {
    actorId: actor.actorId,
    handle: actor.handle,
    kind: actor.kind,
    isAdmin: false,
    via: actor.kind === 'AGENT' ? 'token' : 'session',
    credentialId: null,
    scopes: SCOPES,
    projectIds: null,
    requestId: randomBytes(8).toString('hex'),
    address: '127.0.0.1',
    userAgent: 'tests',
    ...more,
  }
}

/** A person who is signed in. */
export async function person(more: { handle?: string; name?: string; isAdmin?: boolean } = {}): Promise<Caller> {
  const { handle = fresh('person'), isAdmin = false } = more
  const id = newId('act')
  const time = new Date()
  await transaction([], (tx) =>
    tx.actor.create({ data: { id, kind: 'PERSON', handle, name: more.name ?? handle, isAdmin, createdAt: time, updatedAt: time } }),
  )
  return caller({ actorId: id, handle, kind: 'PERSON' }, { isAdmin })
}

/** An agent of the person's, a MEMBER of the project when one is given, calling with a token. */
export async function agent(
  owner: Caller,
  more: { handle?: string; project?: { id: string }; role?: Role; capabilities?: string[] } = {},
): Promise<Caller> {
  const { handle = fresh('agent'), project: of, role, capabilities } = more
  const { agent: actorId } = await createAgent(owner, { handle, name: handle, project: of?.id, role, capabilities })
  return caller({ actorId, handle, kind: 'AGENT' })
}

/** A project with the person as its OWNER, and the members given. */
export async function project(
  owner: Caller,
  more: { key?: string; editing?: 'STRICT' | 'OPEN'; members?: readonly (readonly [Caller, Role])[] } = {},
): Promise<ProjectRow> {
  const { key = `P${randomBytes(4).toString('hex').toUpperCase()}`, editing, members = [] } = more
  const { project: id } = await createProject(owner, { key, name: `Project ${key}`, editing })
  for (const [actor, role] of members) await setMember(owner, { project: id, actor: actor.actorId, role })
  return db().project.findUniqueOrThrow({ where: { id } })
}

/** A project with its OWNER ann, a MEMBER bob and an agent bot of ann's, a MEMBER too. */
export async function team() {
  const ann = await person()
  const web = await project(ann)
  return { ann, bob: await member(ann, web), bot: await agent(ann, { project: web }), web }
}

/** A new member of the project, a person. */
export async function member(owner: Caller, of: { id: string }, role: Role = 'MEMBER'): Promise<Caller> {
  const someone = await person()
  await setMember(owner, { project: of.id, actor: someone.actorId, role })
  return someone
}

/** A task that the caller made in the project. */
export async function task(
  by: Caller,
  of: { id: string },
  more: Partial<Omit<Parameters<typeof createTask>[1], 'project'>> = {},
): Promise<TaskRow> {
  const { task: id } = await createTask(by, { title: 'A task', ...more, project: of.id })
  return taskRow(id)
}

export const taskRow = (id: string): Promise<TaskRow> => db().task.findUniqueOrThrow({ where: { id } })
export const statusOf = async (id: string) => (await taskRow(id)).status

/** The events of a task or a stream, oldest first, with their JSON read. */
export async function events(where: { taskId: string } | { stream: string }) {
  const rows = await db().event.findMany({ where, orderBy: [{ stream: 'asc' }, { seq: 'asc' }] })
  return rows.map((row) => ({
    ...row,
    changes: JSON.parse(row.changes) as Change[],
    data: JSON.parse(row.data) as Record<string, unknown>,
  }))
}

/** What an actor was told, oldest first. */
export const inbox = (actor: { actorId: string }) =>
  db().notification.findMany({ where: { recipientId: actor.actorId }, orderBy: { seq: 'asc' } })

/** Why an actor was told of a task, oldest first. */
export const toldOf = async (actor: { actorId: string }, taskId: string) =>
  (await inbox(actor)).filter((row) => row.taskId === taskId).map((row) => row.reason)

/** Lets the open lease of a task run out, as waiting would, so many milliseconds ago. */
export async function lapse(taskId: string, ago = 1000): Promise<void> {
  await transaction([], (tx) => tx.claim.updateMany({ where: { taskId, endedAt: null }, data: { expiresAt: new Date(Date.now() - ago) } }))
}
