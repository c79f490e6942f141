import { type Preference as Chosen, preferenceOf } from '#lib/domain/preference/get.ts'
import { markHomeSeen } from '#lib/domain/preference/seen-home.ts'
import { updatePreference } from '#lib/domain/preference/update.ts'
import { builder, callerOf, type Fields } from './builder.ts'
import { mutation } from './mutation.ts'
import { NotificationReason } from './notification.ts'

const Preference = builder.objectRef<Chosen>('Preference').implement({
  description: 'What you chose for yourself. Nobody else sees it.',
  fields: (t) => ({
    shortcuts: t.exposeBoolean('shortcuts', { description: 'Whether single keys act in the browser.' }),
    mutedReasons: t.expose('mutedReasons', { type: [NotificationReason], description: 'Reasons for which nothing reaches your inbox.' }),
    homeSeenAt: t.expose('homeSeenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you last marked as seen what finished; null if never.',
    }),
  }),
})

const preferenceField = <O extends object>(t: Fields<O>) =>
  t.field({ type: Preference, description: 'What you chose, as it is now.', resolve: (_, __, context) => preferenceOf(callerOf(context)) })

builder.queryField('preference', (t) =>
  t.field({
    type: Preference,
    description: 'What you chose for yourself.',
    resolve: (_, __, context) => preferenceOf(callerOf(context)),
  }),
)

mutation('updatePreference', {
  description: 'Changes what you chose for yourself; absent fields stay.',
  input: (t) => ({
    shortcuts: t.boolean({ description: 'Whether single keys act in the browser.' }),
    mutedReasons: t.field({
      type: [NotificationReason],
      description:
        'All reasons for which nothing shall reach your inbox any more. Those that speak to you or ask a person cannot be among them: ' +
        'ASSIGNED, MENTION, QUESTION, ANSWER, NEEDS_PERSON, CLAIM_ENDED, LEASE_EXPIRED, TAKEN_OVER.',
    }),
  }),
  resolve: (caller, input) => updatePreference(caller, input),
  success: (t) => ({ preference: preferenceField(t) }),
})

mutation('markHomeSeen', {
  description: 'Marks as seen what finished until now, or until another moment.',
  input: (t) => ({
    at: t.field({ type: 'DateTime', description: 'Until when, not ahead; absent: until now; null: as if you had never looked.' }),
  }),
  resolve: (caller, input) => markHomeSeen(caller, input),
  success: (t) => ({ preference: preferenceField(t) }),
})
