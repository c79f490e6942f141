import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { member, person, task } from '#lib/testing/builders.ts'
import { person as account } from '#lib/testing/people.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** What admins do with people, and people with themselves. */
export const PERSON_ACTS: Acts = {
  invitePerson: async ({ ann }) => [
    ann,
    { email: 'eve@example.org', handle: 'eve', name: 'Eve' },
    'url becomes { id } invitation { email state createdBy { id } usedAt }',
    {
      url: expect.stringContaining('/invite/'),
      becomes: null,
      invitation: { email: 'eve@example.org', state: 'OPEN', createdBy: { id: ann.actorId }, usedAt: null },
    },
  ],
  revokeInvitation: async ({ ann }) => {
    const input = { email: 'ida@example.org', handle: 'ida', name: 'Ida' }
    const { invitation } = await act(ann, 'invitePerson', input, 'invitation { id }')
    return [ann, { invitation: invitation.id }, 'invitation { handle state }', { invitation: { handle: 'ida', state: 'REVOKED' } }]
  },
  setAdmin: async ({ ann }) => {
    const { actorId: id } = await person()
    return [ann, { person: id, isAdmin: true }, 'person { actor { id isAdmin } }', { person: { actor: { id, isAdmin: true } } }]
  },
  deactivatePerson: async ({ ann, web }) => {
    const eve = await member(ann, web)
    const { id } = await task(ann, web, { assignee: eve.handle })
    return [
      ann,
      { person: eve.handle },
      'person { actor { retiredAt } sessions projectCount } releasedTasks { id }',
      { person: { actor: { retiredAt: expect.any(String) }, sessions: 0, projectCount: 1 }, releasedTasks: [{ id }] },
    ]
  },
  reactivatePerson: async ({ ann }) => {
    const { handle } = await person()
    await act(ann, 'deactivatePerson', { person: handle }, 'person { email }')
    return [ann, { person: handle }, 'person { email actor { retiredAt } }', { person: { email: null, actor: { retiredAt: null } } }]
  },
  resetPassword: async ({ ann }) => {
    const handle = `max-${randomUUID().slice(0, 8)}`
    await account(handle)
    return [
      ann,
      { person: handle },
      'url expiresAt person { email }',
      { url: expect.stringContaining('/invite/'), expiresAt: expect.any(String), person: { email: `${handle}@example.org` } },
    ]
  },
  updateMe: async ({ bob }) => [bob, { name: 'Bob Baker' }, 'me { id name }', { me: { id: bob.actorId, name: 'Bob Baker' } }],
  updatePreference: async ({ bob }) => [
    bob,
    { shortcuts: false, mutedReasons: ['UPDATE', 'FOLLOWED'] },
    'preference { shortcuts mutedReasons mutableReasons homeSeenAt }',
    {
      preference: {
        shortcuts: false,
        mutedReasons: ['UPDATE', 'FOLLOWED'],
        mutableReasons: expect.not.arrayContaining(['QUESTION']),
        homeSeenAt: null,
      },
    },
  ],
  markHomeSeen: async ({ ann }) => [
    ann,
    { at: '2026-01-31T12:00:00.000Z' },
    'preference { homeSeenAt }',
    { preference: { homeSeenAt: '2026-01-31T12:00:00.000Z' } },
  ],
}
