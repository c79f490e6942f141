'use client'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { isPlugin } from '#app/_plugins/is-plugin.ts'
import { did } from '#app/_tasks/undo.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { Key } from '#app/_ui/list.tsx'
import { LossDocument, RemoveMemberDocument, SetMemberDocument, type Member, type Project } from './documents.ts'

interface Props {
  project: Project
  member: Member
  onClose: () => void
  onChanged: () => void
}

/** What a member loses with their place, said before it happens. */
export function RemoveMember({ project, member: { actor, role }, onClose, onChanged }: Props) {
  const [{ data }] = useQuery({
    query: LossDocument,
    variables: { project: project.id, actor: actor.id },
    requestPolicy: 'network-only',
  })
  const remove = useAct(RemoveMemberDocument)
  const set = useAct(SetMemberDocument)
  const tasks = data?.project?.tasks
  const claims = (data?.actor?.currentClaims ?? []).filter(({ task }) => task.project.id === project.id)

  async function confirm() {
    const result = unlessRefused(await remove({ project: project.id, actor: actor.id }))
    onChanged()
    if (!result) return false
    const count = result.releasedTasks.length
    did(`${actor.name} removed from ${project.key}${count ? `, ${count} ${count === 1 ? 'task' : 'tasks'} unassigned` : ''}`, takeBack, {
      lasting: count ? 'Claims and assignments do not come back.' : undefined,
    })
    return true
  }
  async function takeBack() {
    const result = unlessRefused(await set({ project: project.id, actor: actor.id, role }))
    onChanged()
    return result !== null
  }
  return (
    <Confirm title={`Remove ${actor.name} from ${project.key}`} action={`Remove ${actor.name}`} onConfirm={confirm} onClose={onClose}>
      {!tasks && <p className="text-ink-3">Looking at what they hold…</p>}
      {tasks && tasks.totalCount === 0 && claims.length === 0 && <p>No open task is assigned to {actor.name} here.</p>}
      {claims.length > 0 && (
        <p>
          {claims.length === 1 ? 'One claim ends' : `${claims.length} claims end`}:{' '}
          {claims.map(({ id, task }, n) => (
            <span key={id}>
              {n > 0 && ', '}
              <Key>{task.key}</Key>
            </span>
          ))}
          . Unsaved work on {claims.length === 1 ? 'it' : 'them'} is refused.
        </p>
      )}
      {tasks && (tasks.totalCount ?? 0) > 0 && (
        <div>
          <p>
            {(tasks.totalCount ?? 0).toLocaleString('en')} open {tasks.totalCount === 1 ? 'task loses its' : 'tasks lose their'} assignee:
          </p>
          <ul className="mt-1 grid gap-0.5">
            {tasks.nodes.map(({ id, key, title }) => (
              <li key={id} className="flex gap-2">
                <Key>{key}</Key>
                <span className="min-w-0 truncate">{title}</span>
              </li>
            ))}
            {(tasks.totalCount ?? 0) > tasks.nodes.length && (
              <li className="text-ink-3">and {((tasks.totalCount ?? 0) - tasks.nodes.length).toLocaleString('en')} more</li>
            )}
          </ul>
        </div>
      )}
      {isPlugin(actor) ? (
        <p>It is the agent of a plugin, which is off here then. It is switched on again under Plugins.</p>
      ) : (
        <p className="text-ink-2">What they wrote and did stays. To them the project is gone at once.</p>
      )}
    </Confirm>
  )
}
