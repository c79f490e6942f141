'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Call } from '#app/_ui/states.tsx'
import { DeactivatePersonDocument, ReactivatePersonDocument, type Person } from './people-documents.ts'

interface Props {
  person: Person
  onClose: () => void
  onChanged: () => void
}

/** What shutting a person out brings with it, said before it happens. */
export function Deactivate({ person: { actor, sessions, soleOwnerOf }, onClose, onChanged }: Props) {
  const deactivate = useAct(DeactivatePersonDocument)
  const reactivate = useAct(ReactivatePersonDocument)

  async function confirm() {
    const result = unlessRefused(await deactivate({ person: actor.id }))
    onChanged()
    if (!result) return false
    const count = result.releasedTasks.length
    did(`${actor.name} deactivated${count ? `, ${count} ${count === 1 ? 'task' : 'tasks'} unassigned` : ''}`, takeBack, {
      lasting: `Sessions${count ? ', claims and assignments' : ''} do not come back${actor.isAdmin ? ', nor does being an admin' : ''}.`,
    })
    return true
  }
  async function takeBack() {
    const result = unlessRefused(await reactivate({ person: actor.id }))
    onChanged()
    return result !== null
  }
  return (
    <Confirm title={`Deactivate ${actor.name}`} action={`Deactivate ${actor.name}`} onConfirm={confirm} onClose={onClose}>
      <ul className="grid list-disc gap-1 pl-5">
        <li>
          {sessions === 0
            ? 'They are signed in nowhere; they cannot sign in any more.'
            : `${sessions === 1 ? 'Their session ends' : `Their ${sessions} sessions end`} at once; they cannot sign in any more.`}
        </li>
        <li>
          {actor.openTaskCount === 0
            ? 'No open task is assigned to them.'
            : `${actor.openTaskCount} open ${actor.openTaskCount === 1 ? 'task loses its' : 'tasks lose their'} assignee, and their claims end.`}
        </li>
        <li>Their agents go on. Retire those under Agents.</li>
        <li>What they wrote and did stays, under their name.</li>
      </ul>
      {soleOwnerOf.length > 0 && (
        <Call
          signal="caution"
          title={`They are the only owner of ${soleOwnerOf.length === 1 ? 'a project' : `${soleOwnerOf.length} projects`}:`}
        >
          {soleOwnerOf.map(({ id, key }, n) => (
            <span key={id}>
              {n > 0 && ', '}
              <Key>{key}</Key>
            </span>
          ))}
          . Admins can make somebody else owner.
        </Call>
      )}
    </Confirm>
  )
}
