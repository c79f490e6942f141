import { beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { DomainError } from '#lib/errors.ts'
import { caller, events, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { person as account } from '#lib/testing/people.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { claimTask } from '../task/claim.ts'
import { startTask } from '../task/start.ts'
import { setMember } from '../project/set-member.ts'
import { deactivatePerson } from './deactivate-person.ts'
import { listPeople } from './people.ts'
import { reactivatePerson } from './reactivate-person.ts'
import { resetPassword } from './reset-password.ts'
import { setAdmin } from './set-admin.ts'

const { reset } = await testDatabase()
let ann: Caller
beforeEach(async () => {
  await reset()
  ann = await person({ handle: 'ann', isAdmin: true })
})

/** Somebody with an account, as a caller. */
async function member(handle: string, isAdmin = false) {
  const { actorId, userId } = await account(handle, { isAdmin })
  return { ...caller({ actorId, handle, kind: 'PERSON' }, { isAdmin }), userId }
}
const admins = () => db().actor.count({ where: { isAdmin: true, retiredAt: null } })
const signIn = (userId: string) =>
  transaction([], (tx) =>
    tx.session.create({
      data: { id: `s-${userId}`, userId, token: userId, createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(2100, 1) },
    }),
  )

describe('an admin', () => {
  it('makes others admin and takes it back, which the workspace remembers', async () => {
    const bob = await person({ handle: 'bob' })
    await setAdmin(ann, { person: 'bob', isAdmin: true })
    await setAdmin(ann, { person: 'bob', isAdmin: true })
    expect(await db().actor.findUnique({ where: { id: bob.actorId } })).toMatchObject({ isAdmin: true })
    await setAdmin(ann, { person: bob.actorId, isAdmin: false })
    const said = (await events({ stream: 'workspace' })).filter((event) => event.action === 'ADMIN_CHANGED')
    expect(said.map(({ actorId, subjectId, changes }) => ({ actorId, subjectId, changes }))).toEqual(
      [true, false].map((isAdmin) => ({
        actorId: ann.actorId,
        subjectId: bob.actorId,
        changes: [{ field: 'isAdmin', old: !isAdmin, new: isAdmin }],
      })),
    )
  })

  it('stays one while there is no other who can act', async () => {
    const gone = await person({ handle: 'gone', isAdmin: true })
    await deactivatePerson(ann, { person: gone.handle })
    await expect(setAdmin(ann, { person: 'ann', isAdmin: false })).rejects.toMatchObject({ code: 'LAST_ADMIN', handle: 'ann' })
    await expect(deactivatePerson(ann, { person: 'ann' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await setAdmin(ann, { person: (await person({ handle: 'bea' })).handle, isAdmin: true })
    await setAdmin(ann, { person: 'ann', isAdmin: false })
    expect(await admins()).toBe(1)
  })

  it('is left when all admins put each other out at the same time', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds(30); round++) {
      const others = await Promise.all(Array.from({ length: 3 }, () => person({ isAdmin: true })))
      for (const one of others) await project(one)
      const all = [ann, ...others]
      const acts = all.flatMap((by, i) => {
        const next = all[(i + 1) % all.length] ?? ann
        return round % 2 ? [deactivatePerson(by, { person: next.handle })] : [setAdmin(by, { person: next.handle, isAdmin: false })]
      })
      for (const outcome of await Promise.allSettled(acts)) {
        if (outcome.status === 'fulfilled') continue
        if (!(outcome.reason instanceof DomainError)) throw outcome.reason
        expect(['FORBIDDEN', 'LAST_ADMIN']).toContain(outcome.reason.code)
      }
      expect(await admins()).toBeGreaterThanOrEqual(1)
      ann = await person({ isAdmin: true })
    }
  })
})

describe('a deactivated person', () => {
  it('loses sessions, claims and open tasks in one write, and keeps memberships and history', async () => {
    const bob = await member('bob')
    await signIn(bob.userId)
    const { secret } = await resetPassword(ann, { person: 'bob' })
    expect(secret).toMatch(/^in_/)
    const web = await project(ann, { members: [[bob, 'MEMBER']] })
    const [held, started, waiting, other] = [await task(bob, web), await task(bob, web), await task(bob, web), await task(ann, web)]
    await claimTask(bob, { task: held.id })
    await startTask(bob, { task: started.id })
    await transaction([web.id], (tx) => tx.task.update({ where: { id: waiting.id }, data: { assigneeId: bob.actorId } }))
    const { released } = await deactivatePerson(ann, { person: '@Bob' })
    expect([...released].sort()).toEqual([held.id, started.id, waiting.id].sort())
    for (const { id } of [held, started, waiting]) expect(await taskRow(id)).toMatchObject({ assigneeId: null, status: 'PENDING' })
    expect(await db().claim.findFirst({ where: { taskId: held.id } })).toMatchObject({
      outcome: 'TAKEN_OVER',
      note: 'bob was deactivated.',
    })
    expect(await db().session.count({ where: { userId: bob.userId } })).toBe(0)
    expect(await db().verification.count()).toBe(0)
    expect(await db().member.count({ where: { actorId: bob.actorId } })).toBe(1)
    expect((await taskRow(other.id)).version).toBe(1)
    expect((await events({ stream: 'workspace' })).at(-1)).toMatchObject({
      action: 'PERSON_DEACTIVATED',
      data: { handle: 'bob', wasAdmin: false },
    })
    await expectDerivedRight(web.id)
  })

  it('loses what an admin holds in projects without being a member', async () => {
    const bea = await person({ handle: 'bea', isAdmin: true })
    const web = await project(ann)
    const { id } = await task(bea, web)
    await startTask(bea, { task: id })
    expect(await deactivatePerson(ann, { person: 'bea' })).toMatchObject({ released: [id] })
    expect(await db().actor.findUnique({ where: { id: bea.actorId } })).toMatchObject({ isAdmin: false, retiredAt: expect.any(Date) })
  })

  it('comes back as they were, but not as an admin, and can be given nothing meanwhile', async () => {
    await person({ handle: 'bea', isAdmin: true })
    await deactivatePerson(ann, { person: 'bea' })
    for (const act of [
      () => setAdmin(ann, { person: 'bea', isAdmin: true }),
      () => resetPassword(ann, { person: 'bea' }),
      async () => setMember(ann, { project: (await project(ann)).id, actor: 'bea', role: 'MEMBER' }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await reactivatePerson(ann, { person: 'bea' })
    await reactivatePerson(ann, { person: 'bea' })
    expect(await db().actor.findUnique({ where: { handle: 'bea' } })).toMatchObject({ isAdmin: false, retiredAt: null })
    expect(await db().event.count({ where: { action: 'PERSON_REACTIVATED' } })).toBe(1)
  })
})

describe('who is no admin', () => {
  it('is refused every one of these acts, and sees nobody', async () => {
    const bob = await person({ handle: 'bob' })
    for (const act of [
      setAdmin(bob, { person: 'bob', isAdmin: true }),
      deactivatePerson(bob, { person: 'ann' }),
      reactivatePerson(bob, { person: 'ann' }),
      resetPassword(bob, { person: 'ann' }),
    ])
      await expect(act).rejects.toMatchObject({ code: 'FORBIDDEN', rule: expect.stringContaining('workspace admin') })
    expect(await listPeople(bob, {})).toBeNull()
  })

  it('since a moment ago is refused too', async () => {
    const bea = await person({ handle: 'bea', isAdmin: true })
    await setAdmin(ann, { person: 'bea', isAdmin: false })
    await expect(setAdmin(bea, { person: 'ann', isAdmin: false })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(deactivatePerson(bea, { person: 'ann' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('the list of people', () => {
  it('shows address, sessions and what they alone own; search looks into all names', async () => {
    const bob = await member('bob')
    await signIn(bob.userId)
    const web = await project(bob)
    await project(bob, { members: [[ann, 'OWNER']] })
    const [row, ...none] = (await listPeople(ann, { search: 'BOB example.org' })) ?? []
    expect(none).toEqual([])
    expect(row).toMatchObject({ actor: { handle: 'bob' }, email: 'bob@example.org', sessions: 1, soleOwnerOf: [web.id] })
    expect(row?.projectIds).toHaveLength(2)
    expect((await listPeople(ann, {}))?.map(({ actor }) => actor.handle)).toEqual(['ann', 'bob'])
    await deactivatePerson(ann, { person: 'bob' })
    expect(await listPeople(ann, {})).toHaveLength(1)
    expect(await listPeople(ann, { includeDeactivated: true })).toHaveLength(2)
  })
})
