'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { IconButton } from '#app/_ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '#app/_ui/menu.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { DeactivatePersonDocument, ReactivatePersonDocument, SetAdminDocument, type Person } from './people-documents.ts'

interface Props {
  person: Person
  isMe: boolean
  isOnlyAdmin: boolean
  onChanged: () => void
  onDeactivate: () => void
  onReset: () => void
  onInvite: () => void
}

export function PersonRow({ person, isMe, isOnlyAdmin, onChanged, onDeactivate, onReset, onInvite }: Props) {
  const { actor, email, sessions, projectCount } = person
  const setAdmin = useAct(SetAdminDocument)
  const reactivate = useAct(ReactivatePersonDocument)
  const deactivate = useAct(DeactivatePersonDocument)

  async function turn(isAdmin: boolean) {
    const result = unlessRefused(await setAdmin({ person: actor.id, isAdmin }))
    onChanged()
    return result !== null
  }
  async function toggle() {
    const isAdmin = !actor.isAdmin
    if (await turn(isAdmin)) did(`${actor.name} is ${isAdmin ? 'an admin' : 'an admin no more'}`, () => turn(!isAdmin))
  }
  async function letIn() {
    const result = unlessRefused(await reactivate({ person: actor.id }))
    if (result) did(`${actor.name} may sign in again`, shutOut)
    onChanged()
  }
  async function shutOut() {
    const result = unlessRefused(await deactivate({ person: actor.id }))
    onChanged()
    return result !== null
  }
  return (
    <li
      className={`grid min-h-11 grid-cols-[minmax(0,1.3fr)_minmax(0,1.3fr)_8rem_minmax(0,1fr)_2.5rem] items-center gap-x-4 border-b border-joint bg-plate px-(--pad-x) py-1.5 max-wide:grid-cols-[minmax(0,1fr)_2.75rem] ${actor.retiredAt ? 'text-ink-3' : ''}`}
    >
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <ActorName actor={actor} />
        <span className="mono text-ink-3">@{actor.handle}</span>
        {isMe && <span className="text-ink-3">you</span>}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere] max-wide:col-start-1">
        {email ?? <span className="text-ink-3">no sign-in yet</span>}
      </span>
      <span className="max-wide:col-start-1">
        {actor.retiredAt ? (
          'Deactivated'
        ) : actor.isAdmin ? (
          <b>Admin{isOnlyAdmin && ', the only one'}</b>
        ) : (
          <span className="text-ink-2">Member</span>
        )}
      </span>
      <span className="text-ink-3 max-wide:col-start-1">
        {projectCount} {projectCount === 1 ? 'project' : 'projects'}, {actor.openTaskCount} open
        <span className="block">
          {actor.lastSeenAt ? (
            <>
              seen <Ago at={actor.lastSeenAt} />
            </>
          ) : (
            'never seen'
          )}
          {sessions > 0 && `, ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`}
        </span>
      </span>
      <span className="max-wide:col-start-2 max-wide:row-span-4 max-wide:row-start-1">
        <Menu
          aria-label={`Acts on ${actor.name}`}
          placement="bottom end"
          trigger={<IconButton icon="more" label={`Acts on ${actor.name}`} />}
        >
          {actor.retiredAt ? (
            <MenuItem id="reactivate" icon="undo" onAction={() => void letIn()}>
              Let in again
            </MenuItem>
          ) : (
            <>
              <MenuItem id="admin" icon="person" isDisabled={isOnlyAdmin} onAction={() => void toggle()}>
                {isOnlyAdmin ? 'Only admin: make another first' : actor.isAdmin ? 'Make a plain member' : 'Make admin'}
              </MenuItem>
              {email === null ? (
                <MenuItem id="invite" icon="private" onAction={onInvite}>
                  Invite to sign in…
                </MenuItem>
              ) : (
                <MenuItem id="reset" icon="private" onAction={onReset}>
                  New password link…
                </MenuItem>
              )}
              <MenuLine />
              <MenuItem id="deactivate" icon="stop" stop isDisabled={isMe} onAction={onDeactivate}>
                {isMe ? 'Another admin deactivates you' : 'Deactivate…'}
              </MenuItem>
            </>
          )}
        </Menu>
      </span>
    </li>
  )
}
