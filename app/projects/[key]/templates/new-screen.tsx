'use client'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Call, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { address } from './address.ts'
import { DraftDocument, SaveTemplateDocument, TemplateDocument } from './documents.ts'
import { Editor, type Refused } from './editor.tsx'
import { STARTER } from './starter.ts'

/** A new template: a copy of another one, what tasks that are there would be, or a beginning. */
export function NewScreen({ project: key }: { project: string }) {
  const [{ from, tasks, all, people }, change] = useQueryStates(address, { shallow: false })
  const [{ data }] = useQuery({ query: TemplateDocument, variables: { project: key, template: from ?? '' } })
  const isDraft = tasks.length > 0 || all
  const [{ data: drawn }] = useQuery({
    query: DraftDocument,
    variables: { project: key, tasks: tasks.length > 0 ? tasks : null, keepAssignees: people },
    pause: !isDraft,
  })
  const [into, setInto] = useState<'project' | 'everybody'>('project')
  const [isEdited, setEdited] = useState(false)
  /** Whether assignees are asked for by a new draft, while its price is told. */
  const [wanted, setWanted] = useState<boolean | null>(null)
  const save = useAct(SaveTemplateDocument)
  const router = useRouter()
  const draft = drawn?.templateDraft
  const path = `/projects/${key}/templates`

  async function draftAgain(asks: boolean) {
    setEdited(false)
    await change({ people: asks })
    return true
  }
  async function submit(source: string): Promise<Refused[]> {
    const result = await save({ source, project: into === 'project' ? key : null })
    if (!result) return []
    if (result.__typename === 'InvalidInputError') return result.issues
    if (result.__typename !== 'SaveTemplateSuccess' || !result.template) {
      if (result.__typename !== 'SaveTemplateSuccess') refuseBecause(result)
      return []
    }
    tell(`Template ${result.template.name} saved`)
    router.push(`${path}/${result.template.id}`)
    return []
  }
  if (!data || (isDraft && !drawn)) return <Skeleton rows={8} label="Loading the draft" />
  if (!data.project) return <NothingHere what="project" />
  if (draft?.faults.length)
    return (
      <>
        <Tools title="New template" namedOnPhone>
          <LinkButton href={path} variant="bare" icon="left">
            Back
          </LinkButton>
        </Tools>
        <Call signal="stop" title="No template can be made of these tasks:">
          {draft.faults.map(({ field, message }) => `${field} ${message}`).join('; ')}
        </Call>
      </>
    )
  const source = draft?.source ?? (from ? data.template?.source : null) ?? STARTER
  return (
    <Editor
      key={`${people} ${source}`}
      title="New template"
      project={key}
      back={path}
      start={source}
      save="Save template"
      onSave={data.project.viewerCan.includes('CREATE_TASK') ? submit : null}
      onEdit={() => setEdited(true)}
    >
      {isDraft && (
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="box mt-px"
            checked={people}
            onChange={({ target }) => (isEdited ? setWanted(target.checked) : void draftAgain(target.checked))}
          />
          <span>Ask for each assignee by a variable</span>
        </label>
      )}
      {data.me?.isAdmin && (
        <Select
          label="For"
          value={into}
          onChange={setInto}
          options={[
            { id: 'project', text: `Project ${key}` },
            { id: 'everybody', text: 'Everybody' },
          ]}
          className="max-w-60"
        />
      )}
      {wanted !== null && (
        <Confirm title="Draft it again?" action="Draft it again" onConfirm={() => draftAgain(wanted)} onClose={() => setWanted(null)}>
          <p>
            The text is made anew from the tasks{wanted ? ', with a variable for each assignee' : ', without assignees'}. What you changed
            in it is lost.
          </p>
        </Confirm>
      )}
    </Editor>
  )
}
