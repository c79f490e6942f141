import type { Caller } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'

/** A command that acts in a person's name: what it does stands under their name in the activity. */
export const asPerson = ({ id, handle }: { id: string; handle: string }): Caller => ({
  ...commandCaller(),
  via: 'session',
  actorId: id,
  handle,
})
