'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { TemplateDocument, UpdateTemplateDocument } from './documents.ts'
import { Editor, type Refused } from './editor.tsx'

/** A template's text, to read or to change. */
export function EditScreen({ project: key, template: id }: { project: string; template: string }) {
  const [{ data }] = useQuery({ query: TemplateDocument, variables: { project: key, template: id } })
  // What was read when the edit began: another's change is seen by its version, and does not replace what is being written.
  const [begun, setBegun] = useState<{ source: string; version: number } | null>(null)
  if (data?.template && !begun) setBegun({ source: data.template.source, version: data.template.version })
  const [into, setInto] = useState<'project' | 'everybody' | null>(null)
  const update = useAct(UpdateTemplateDocument)
  const router = useRouter()
  const path = `/projects/${key}/templates`

  if (!data) return <Skeleton rows={8} label="Loading the template" />
  if (!data.template || !begun) return <NothingHere what="template" />
  const { template } = data
  const now = template.project ? 'project' : 'everybody'
  const owner = template.project?.key ?? key

  async function submit(source: string): Promise<Refused[]> {
    const move = into && into !== now ? { project: into === 'everybody' ? null : key } : {}
    const result = await update({ template: id, source, expectedVersion: begun?.version, ...move })
    if (!result) return []
    if (result.__typename === 'InvalidInputError') return result.issues
    if (result.__typename !== 'UpdateTemplateSuccess') {
      refuseBecause(result)
      return []
    }
    tell(`Template ${result.template?.name ?? template.name} saved`)
    router.push(`${path}/${id}`)
    return []
  }
  return (
    <Editor
      title={template.name}
      project={key}
      back={`${path}/${id}`}
      start={begun.source}
      save="Save changes"
      onSave={template.viewerCanChange ? submit : null}
    >
      {!template.viewerCanChange && (
        <p className="flex flex-wrap items-center gap-2 text-ink-2">
          {template.origin === 'GALLERY' ? 'It comes with the product.' : 'Who saved it, or an owner, changes it.'}
          {data.project?.viewerCan.includes('CREATE_TASK') && <LinkButton href={`${path}/new?from=${id}`}>Copy to change</LinkButton>}
        </p>
      )}
      {template.viewerCanChange && data.me?.isAdmin && (
        <Select
          label="For"
          value={into ?? now}
          onChange={setInto}
          options={[
            { id: 'project', text: `Project ${owner}` },
            { id: 'everybody', text: 'Everybody' },
          ]}
          className="max-w-60"
        />
      )}
    </Editor>
  )
}
