import { type Preference as Chosen, preferenceOf } from '#lib/domain/preference/get.ts'
import { markHomeSeen } from '#lib/domain/preference/seen-home.ts'
import { updatePreference } from '#lib/domain/preference/update.ts'
import { NOTIFICATION_REASONS, type NotificationReason as Reason, PAST_MUTE } from '#lib/events.ts'
import { builder, callerOf, type Fields } from './builder.ts'
import { mutation } from './mutation.ts'
import { NotificationReason } from './notification.ts'

const MUTABLE = (Object.keys(NOTIFICATION_REASONS) as Reason[]).filter((reason) => !PAST_MUTE.has(reason))

const Preference = builder.objectRef<Chosen>('Preference').implement({
  description: 'What you chose for yourself. Nobody else sees it.',
  fields: (t) => ({
    shortcuts: t.exposeBoolean('shortcuts', { description: 'Whether single keys act in the browser.' }),
    mutedReasons: t.expose('mutedReasons', { type: [NotificationReason], description: 'Reasons for which nothing reaches your inbox.' }),
    mutableReasons: t.field({
      type: [NotificationReason],
      description: 'Reasons that can be muted. The others speak to you, or ask a person.',
      resolve: () => MUTABLE,
    }),
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
        `${[...PAST_MUTE].join(', ')}.`,
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
