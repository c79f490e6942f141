'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { GroupHead } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { AddMember } from './add-member.tsx'
import { SetMemberDocument, type Member, type Project } from './documents.ts'
import { ROLES, roleWord, type Role } from './roles.ts'

const RemoveMember = dynamic(() => import('./remove-member.tsx').then((file) => file.RemoveMember), { ssr: false })
/** From so many on, a list is searched rather than read. */
const MANY = 12

interface Props {
  project: Project
  onChanged: () => void
}

export function Members({ project, onChanged }: Props) {
  const [search, setSearch] = useState('')
  const [isFolded, setFolded] = useState(true)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const canManage = project.viewerCan.includes('MANAGE_MEMBERS')
  const owners = project.members.filter(({ role }) => role === 'OWNER').length
  const found = project.members.filter(({ actor }) => `${actor.name} ${actor.handle}`.toLowerCase().includes(search.trim().toLowerCase()))
  const groups = [
    { title: 'People', of: found.filter(({ actor }) => actor.kind === 'PERSON' && !actor.retiredAt) },
    { title: 'Agents', of: found.filter(({ actor }) => actor.kind === 'AGENT' && !actor.retiredAt) },
    { title: 'Retired and deactivated', of: found.filter(({ actor }) => actor.retiredAt), folds: true },
  ]
  return (
    <>
      {canManage && <AddMember project={project} onChanged={onChanged} />}
      {project.members.length >= MANY && (
        <div className="px-(--pad-x) py-3">
          <TextField label="Find a member" className="max-w-80" value={search} onChange={setSearch} />
        </div>
      )}
      {found.length === 0 && <p className="px-(--pad-x) py-4 text-ink-2">No member is called “{search}”.</p>}
      {groups.map(({ title, of, folds }) =>
        of.length === 0 ? null : (
          <section key={title} aria-label={title}>
            <GroupHead
              title={title}
              count={of.length}
              folded={folds ? isFolded : undefined}
              onFold={folds ? () => setFolded(!isFolded) : undefined}
            />
            <ul hidden={folds && isFolded && !search}>
              {of.map((member) => (
                <Row
                  key={member.actor.id}
                  project={project}
                  member={member}
                  canManage={canManage}
                  isOnlyOwner={member.role === 'OWNER' && owners === 1}
                  onRemove={() => setLeaving(member)}
                  onChanged={onChanged}
                />
              ))}
            </ul>
          </section>
        ),
      )}
      <dl className="grid gap-1 px-(--pad-x) py-4 text-ink-2">
        {ROLES.map(({ id, text, about }) => (
          <div key={id}>
            <dt className="strong inline">{text}</dt> <dd className="inline">{about}</dd>
          </div>
        ))}
      </dl>
      {leaving && <RemoveMember project={project} member={leaving} onClose={() => setLeaving(null)} onChanged={onChanged} />}
    </>
  )
}

interface RowProps extends Props {
  member: Member
  canManage: boolean
  isOnlyOwner: boolean
  onRemove: () => void
}

function Row({ project, member: { actor, role, createdAt }, canManage, isOnlyOwner, onRemove, onChanged }: RowProps) {
  const set = useAct(SetMemberDocument)
  async function turn(to: Role) {
    const result = unlessRefused(await set({ project: project.id, actor: actor.id, role: to }))
    onChanged()
    return result !== null
  }
  async function choose(to: Role) {
    if (to !== role && (await turn(to))) did(`${actor.name} is ${roleWord(to)} of ${project.key}`, () => turn(role))
  }
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-joint bg-plate px-(--pad-x) py-1.5">
      <span className="flex min-w-48 flex-1 flex-wrap items-center gap-x-2">
        <ActorName actor={actor} />
        {actor.kind === 'PERSON' && <span className="mono text-ink-3">@{actor.handle}</span>}
        {actor.retiredAt && <span className="text-ink-3">{actor.kind === 'AGENT' ? 'retired' : 'deactivated'}</span>}
      </span>
      <span className="w-24 max-sm:hidden">
        <PresenceMark presence={actor.presence} />
      </span>
      <span className="w-28 text-ink-3 max-sm:hidden">
        joined <Ago at={createdAt} />
      </span>
      {isOnlyOwner && canManage ? (
        <span className="text-ink-2">Owner. The only one: make another member owner first.</span>
      ) : canManage ? (
        <>
          <Select
            label={`Role of ${actor.name}`}
            hideLabel
            className="w-30"
            options={ROLES.map(({ id, text }) => ({ id, text }))}
            value={role}
            onChange={(to) => void choose(to)}
          />
          <Button variant="bare" className="text-stop-ink" aria-label={`Remove ${actor.name}`} onPress={onRemove}>
            Remove
          </Button>
        </>
      ) : (
        <span>{roleWord(role)}</span>
      )}
    </li>
  )
}
