import { invitationUrl } from '#lib/auth/invitations.ts'
import { invitePerson } from '#lib/domain/actor/invite-person.ts'
import { listInvitations, stateOf, type InvitationRow } from '#lib/domain/workspace/invitations.ts'
import { revokeInvitation } from '#lib/domain/workspace/revoke-invitation.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { AlreadyExistsError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Actor } from './refs.ts'

const InvitationState = enumOf('InvitationState', 'What became of an invitation.', {
  OPEN: 'Its link is good.',
  USED: 'The person has joined.',
  REVOKED: 'It was taken back, or another one took its place.',
  EXPIRED: 'Nobody used it in time.',
})

const Invitation = builder.objectRef<InvitationRow>('Invitation').implement({
  description: 'A one-time link with which a person joins. The secret itself is stored nowhere.',
  fields: (t) => ({
    id: t.exposeID('id', { description: '`inv_` and 16 hexadecimal characters.' }),
    email: t.exposeString('email', { description: 'What the person will sign in with.' }),
    handle: t.exposeString('handle', { description: 'The unique short name that they will have.' }),
    name: t.exposeString('name', { description: 'The name as shown.' }),
    isAdmin: t.exposeBoolean('isAdmin', { description: 'Whether they will be a workspace admin.' }),
    state: t.field({ type: InvitationState, description: 'What became of it.', resolve: (row) => stateOf(row) }),
    createdBy: t.field({
      type: Actor,
      nullable: true,
      description: 'Who made it; null for a command on the machine.',
      resolve: ({ createdById }, _, { loaders }) => (createdById === null ? null : loaders.actor.load(createdById)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends, or ended.' }),
    usedAt: t.expose('usedAt', { type: 'DateTime', nullable: true, description: 'When the person joined; null until then.' }),
  }),
})

builder.queryField('invitations', (t) =>
  t.field({
    type: [Invitation],
    nullable: true,
    description: 'The last 200 invitations, newest first. For workspace admins; null to everybody else.',
    resolve: (_, __, context) => listInvitations(callerOf(context)),
  }),
)

const invitationField = (t: Fields<{ invitation: string }>) =>
  t.field({
    type: Invitation,
    description: 'The invitation as it is now.',
    resolve: ({ invitation }, _, { loaders }) => loaders.anInvitation.load(invitation),
  })

mutation('invitePerson', {
  description: 'Invites a person by a link that is good once, for 7 days; an earlier link to the same address ends. Only admins do this.',
  errors: [AlreadyExistsError],
  input: (t) => ({
    email: t.string({ required: true, description: 'What the person will sign in with.' }),
    handle: t.string({
      required: true,
      description:
        'The unique short name: 2 to 50 of `a-z 0-9 . _ -`, a letter or digit first. That of a person without a sign-in, as a restored project brings them along, makes the invited one that person.',
    }),
    name: t.string({ required: true, description: 'The name as shown.' }),
    isAdmin: t.boolean({ description: 'Whether the person may do everything, everywhere.' }),
  }),
  resolve: (caller, input) => invitePerson(caller, input),
  success: (t) => ({
    invitation: invitationField(t),
    becomes: t.field({
      type: Actor,
      nullable: true,
      description: 'The person without a sign-in whom the invited one becomes, with their work and projects; null for a new person.',
      resolve: ({ becomes }, _, { loaders }) => (becomes === null ? null : loaders.actor.load(becomes)),
    }),
    url: t.string({
      nullable: true,
      description: 'The link to hand to the person. Shown this once; null when the act is repeated with its idempotency key.',
      resolve: ({ secret }) => (secret === null ? null : invitationUrl(secret)),
    }),
  }),
})

mutation('revokeInvitation', {
  description: 'Takes an open invitation back: its link ends. Only admins do this.',
  input: (t) => ({ invitation: t.id({ required: true, description: 'The id of the invitation.' }) }),
  resolve: (caller, input) => revokeInvitation(caller, input),
  success: (t) => ({ invitation: invitationField(t) }),
})
