'use client'
import { useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ComboBox, Select } from '#app/_ui/choice.tsx'
import { ActorsDocument, RemoveMemberDocument, SetMemberDocument, type Project } from './documents.ts'
import { ROLES, roleWord, type Role } from './roles.ts'

/** Somebody of the workspace, found by name, with the role they are to have. */
export function AddMember({ project, onChanged }: { project: Project; onChanged: () => void }) {
  const [{ data }] = useQuery({ query: ActorsDocument })
  const set = useAct(SetMemberDocument)
  const remove = useAct(RemoveMemberDocument)
  const [actor, setActor] = useState<string | null>(null)
  const [role, setRole] = useState<Role>('MEMBER')
  const [isPending, setPending] = useState(false)
  const members = new Set(project.members.map((member) => member.actor.id))
  const others = (data?.actors ?? []).filter(({ id }) => !members.has(id))
  const chosen = others.find(({ id }) => id === actor)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!chosen) return
    setPending(true)
    const result = unlessRefused(await set({ project: project.id, actor: chosen.id, role }))
    setPending(false)
    if (!result) return
    did(`${chosen.name} is ${roleWord(role)} of ${project.key}`, () => takeBack(chosen.id))
    setActor(null)
    onChanged()
  }
  async function takeBack(id: string) {
    const result = unlessRefused(await remove({ project: project.id, actor: id }))
    onChanged()
    return result !== null
  }
  return (
    <form className="flex flex-wrap items-end gap-2 border-b border-joint px-(--pad-x) py-3" onSubmit={(event) => void submit(event)}>
      <ComboBox
        key={members.size}
        label="Add a person or an agent"
        className="w-80 max-sm:w-full"
        options={others.map((one) => ({ id: one.id, text: `${one.name} @${one.handle}`, content: <ActorName actor={one} /> }))}
        value={actor}
        onChange={setActor}
        placeholder="Name or handle"
        empty={others.length === 0 && data ? 'Everybody is a member already.' : 'Nobody of that name.'}
      />
      <Select label="Role" className="w-30" options={ROLES.map(({ id, text }) => ({ id, text }))} value={role} onChange={setRole} />
      <Button type="submit" variant="primary" icon="plus" isDisabled={!chosen} isPending={isPending}>
        Add
      </Button>
    </form>
  )
}
