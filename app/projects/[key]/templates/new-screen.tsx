'use client'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
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
  const save = useAct(SaveTemplateDocument)
  const router = useRouter()
  const draft = drawn?.templateDraft
  const path = `/projects/${key}/templates`

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
        <Tools title="New template">
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
      key={source}
      title="New template"
      project={key}
      back={path}
      start={source}
      save="Save template"
      onSave={data.project.viewerCan.includes('CREATE_TASK') ? submit : null}
    >
      {isDraft && (
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="box mt-px"
            checked={people}
            onChange={({ target }) => void change({ people: target.checked })}
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
    </Editor>
  )
}
