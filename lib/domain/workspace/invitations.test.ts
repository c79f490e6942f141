import { beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { localFacts } from '#lib/auth/callers.ts'
import { acceptInvitation, findInvitation } from '#lib/auth/invitations.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { invitePerson } from '../actor/invite-person.ts'
import { setMember } from '../project/set-member.ts'
import { listInvitations, stateOf } from './invitations.ts'
import { revokeInvitation } from './revoke-invitation.ts'

const { reset } = await testDatabase()
let ann: Caller
beforeEach(async () => {
  await reset()
  ann = await person({ isAdmin: true })
})

const invite = async (handle: string, email = `${handle}@example.org`) => {
  const { invitation, secret } = await invitePerson(ann, { handle, email, name: handle })
  return { invitation, secret: secret ?? '' }
}
const states = async () => ((await listInvitations(ann)) ?? []).map((row) => [row.handle, stateOf(row)])

it('an invitation is open, used, taken back or expired', async () => {
  const used = await invite('used')
  await acceptInvitation({ secret: used.secret, password: 'long enough' }, localFacts())
  const late = await invite('late')
  const longAgo = { createdAt: new Date(2020, 0, 1), expiresAt: new Date(2020, 0, 8) }
  await transaction([], (tx) => tx.invitation.update({ where: { id: late.invitation }, data: longAgo }))
  await revokeInvitation(ann, { invitation: (await invite('revoked')).invitation })
  await invite('open')
  expect(Object.fromEntries(await states())).toEqual({ open: 'OPEN', revoked: 'REVOKED', used: 'USED', late: 'EXPIRED' })
})

it('that is taken back is good no more, also when it is used in the same moment', async () => {
  const { invitation, secret } = await invite('bob')
  await revokeInvitation(ann, { invitation })
  await revokeInvitation(ann, { invitation })
  expect(await findInvitation(secret)).toBeNull()
  await expect(acceptInvitation({ secret, password: 'long enough' }, localFacts())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await db().event.count({ where: { action: 'INVITATION_REVOKED' } })).toBe(1)

  const rival = await invite('eve')
  const outcomes = await Promise.allSettled([
    acceptInvitation({ secret: rival.secret, password: 'long enough' }, localFacts()),
    revokeInvitation(ann, { invitation: rival.invitation }),
  ])
  const joined = await db().actor.count({ where: { handle: 'eve' } })
  expect(outcomes[0].status).toBe(joined === 1 ? 'fulfilled' : 'rejected')
  expect((await states())[0]).toEqual(['eve', joined === 1 ? 'USED' : 'REVOKED'])
})

it('a second one to the same address takes the place of the first', async () => {
  const first = await invite('bob')
  const second = await invite('bob')
  expect(await findInvitation(first.secret)).toBeNull()
  expect(await findInvitation(second.secret)).toMatchObject({ handle: 'bob' })
})

it('who is no admin sees none and takes none back', async () => {
  const { invitation } = await invite('bob')
  const stranger = await person()
  expect(await listInvitations(stranger)).toBeNull()
  await expect(revokeInvitation(stranger, { invitation })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(revokeInvitation(ann, { invitation: 'inv_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('with the handle of a person whom a restored project brought along makes who accepts it that person, with their work', async () => {
  const web = await project(ann)
  const grace = await person({ handle: 'grace' })
  await setMember(ann, { project: web.id, actor: 'grace', role: 'MEMBER' })
  const { id } = await task(ann, web, { assignee: 'grace' })
  const { becomes, secret } = await invitePerson(ann, { handle: 'grace', email: 'grace@example.org', name: 'Grace Hopper' })
  expect(becomes).toBe(grace.actorId)
  await acceptInvitation({ secret: secret ?? '', password: 'long enough' }, localFacts())
  const user = await db().user.findUniqueOrThrow({ where: { email: 'grace@example.org' } })
  const joined = await db().actor.findUniqueOrThrow({ where: { handle: 'grace' }, include: { memberships: true } })
  expect(joined).toMatchObject({
    id: grace.actorId,
    userId: user.id,
    name: 'Grace Hopper',
    isAdmin: false,
    memberships: [{ role: 'MEMBER' }],
  })
  expect(await db().task.findUnique({ where: { id } })).toMatchObject({ assigneeId: grace.actorId })
})

it('never makes anybody a person who signs in, one who was deactivated, or an agent', async () => {
  const link = await invite('grace')
  const second = await invite('grace', 'other@example.org')
  await acceptInvitation({ secret: link.secret, password: 'long enough' }, localFacts())
  const taken = { code: 'ALREADY_EXISTS', field: 'handle' }
  await expect(acceptInvitation({ secret: second.secret, password: 'long enough' }, localFacts())).rejects.toMatchObject(taken)
  const gone = await person({ handle: 'gone' })
  await transaction([], (tx) => tx.actor.update({ where: { id: gone.actorId }, data: { retiredAt: new Date() } }))
  await agent(ann, { handle: 'robot' })
  for (const handle of ['grace', 'gone', 'robot']) await expect(invite(handle, `${handle}@example.com`)).rejects.toMatchObject(taken)
})
