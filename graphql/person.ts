import { invitationUrl } from '#lib/auth/invitations.ts'
import { deactivatePerson } from '#lib/domain/workspace/deactivate-person.ts'
import { listPeople, type PersonRow } from '#lib/domain/workspace/people.ts'
import { reactivatePerson } from '#lib/domain/workspace/reactivate-person.ts'
import { resetPassword } from '#lib/domain/workspace/reset-password.ts'
import { setAdmin } from '#lib/domain/workspace/set-admin.ts'
import { builder, callerOf, type Fields, type Inputs } from './builder.ts'
import { LastAdminError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Actor, Project } from './refs.ts'
import { tasksField } from './task.ts'

const Person = builder.objectRef<PersonRow>('Person').implement({
  description: 'A person with their account, as workspace admins see them.',
  fields: (t) => ({
    actor: t.field({ type: Actor, description: 'Who it is.', resolve: ({ actor }) => actor }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'What they sign in with; null for somebody who came by an import and has no account.',
    }),
    sessions: t.exposeInt('sessions', { description: 'In how many browsers they are signed in.' }),
    projectCount: t.int({ description: 'Of how many projects they are a member.', resolve: ({ projectIds }) => projectIds.length }),
    soleOwnerOf: t.field({
      type: [Project],
      description: 'The projects that have no other OWNER.',
      resolve: async ({ soleOwnerOf }, _, { loaders }) =>
        (await Promise.all(soleOwnerOf.map((id) => loaders.project.load(id)))).filter((row) => row !== null),
    }),
  }),
})

builder.queryField('people', (t) =>
  t.field({
    type: [Person],
    nullable: true,
    description: 'Everybody who may sign in, by handle. For workspace admins; null to everybody else.',
    args: {
      search: t.arg.string({ description: 'Only those whose name, handle or address contains each of these words.' }),
      includeDeactivated: t.arg.boolean({ required: true, defaultValue: false, description: 'Whether deactivated people are listed too.' }),
    },
    resolve: (_, args, context) => listPeople(callerOf(context), args),
  }),
)

const personRef = (t: Inputs) => t.id({ required: true, description: 'The person: id or handle.' })
const personField = (t: Fields<{ person: string }>) =>
  t.field({
    type: Person,
    description: 'The person as they are now.',
    resolve: ({ person }, _, { loaders }) => loaders.aPerson.load(person),
  })

mutation('setAdmin', {
  description: 'Makes a person a workspace admin, or takes that back. The last one stays an admin. Only admins do this.',
  errors: [LastAdminError],
  input: (t) => ({
    person: personRef(t),
    isAdmin: t.boolean({ required: true, description: 'Whether they may do everything, everywhere.' }),
  }),
  resolve: (caller, input) => setAdmin(caller, input),
  success: (t) => ({ person: personField(t) }),
})

mutation('deactivatePerson', {
  description:
    'Shuts a person out: sessions, streams and claims end and open tasks lose their assignee, all in one write. Memberships and history stay. Only admins do this, and none to themselves.',
  errors: [LastAdminError],
  input: (t) => ({ person: personRef(t) }),
  resolve: (caller, input) => deactivatePerson(caller, input),
  success: (t) => ({
    person: personField(t),
    releasedTasks: tasksField(t, 'The tasks that lost their assignee.', ({ released }) => released),
  }),
})

mutation('reactivatePerson', {
  description: 'Lets a deactivated person in again, with their password and memberships, and never as an admin. Only admins do this.',
  input: (t) => ({ person: personRef(t) }),
  resolve: (caller, input) => reactivatePerson(caller, input),
  success: (t) => ({ person: personField(t) }),
})

mutation('resetPassword', {
  description: 'Makes a link with which a person sets a new password, once, within 24 hours; an earlier one ends. Only admins do this.',
  input: (t) => ({ person: personRef(t) }),
  resolve: (caller, input) => resetPassword(caller, input),
  success: (t) => ({
    person: personField(t),
    url: t.string({
      nullable: true,
      description: 'The link to hand to the person. Shown this once; null when the act is repeated with its idempotency key.',
      resolve: ({ secret }) => (secret === null ? null : invitationUrl(secret)),
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When the link ends.', resolve: ({ expiresAt }) => new Date(expiresAt) }),
  }),
})
