'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { DeleteTemplateDocument, type Template } from './documents.ts'

const Confirm = dynamic(() => import('#app/_ui/confirm.tsx').then((file) => file.Confirm), { ssr: false })

interface Props {
  template: Template
  project: string
  canCreate: boolean
  onChanged: () => void
}

export function TemplateRow({ template, project, canCreate, onChanged }: Props) {
  const { id, name, description, taskCount, variables, createdBy, viewerCanChange } = template
  const [isAsking, setAsking] = useState(false)
  const remove = useAct(DeleteTemplateDocument)
  const path = `/projects/${project}/templates`
  const fills = variables.map(({ label }) => label).join(', ')

  async function confirm() {
    const result = unlessRefused(await remove({ template: id }))
    onChanged()
    if (!result) return false
    tell(`Template ${name} deleted`)
    return true
  }
  return (
    <li className="template-row">
      <div className="min-w-0">
        <Link href={`${path}/${id}`} className="strong [overflow-wrap:anywhere] hover:underline">
          {name}
        </Link>
        {description && <p className="line-clamp-3 max-w-170 text-ink-2 [overflow-wrap:anywhere]">{description}</p>}
        <p className="flex flex-wrap items-center gap-x-3 text-ink-3">
          <span>
            {taskCount} {taskCount === 1 ? 'task' : 'tasks'}
          </span>
          {fills && <span className="min-w-0 [overflow-wrap:anywhere]">Asks for {fills}</span>}
          {createdBy && (
            <span className="inline-flex items-center gap-1">
              by <ActorName actor={createdBy} />
            </span>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1">
        {canCreate && (
          <LinkButton href={`${path}/${id}`} aria-label={`Use ${name}`}>
            Use
          </LinkButton>
        )}
        {canCreate && (
          <LinkButton href={`${path}/new?from=${id}`} variant="bare" aria-label={`Copy ${name}`}>
            Copy
          </LinkButton>
        )}
        <LinkButton href={`${path}/${id}/edit`} variant="bare" aria-label={`${viewerCanChange ? 'Edit' : 'Read'} ${name}`}>
          {viewerCanChange ? 'Edit' : 'Read'}
        </LinkButton>
        {viewerCanChange && (
          <Button variant="bare" className="text-stop-ink" aria-label={`Delete ${name}`} onPress={() => setAsking(true)}>
            Delete
          </Button>
        )}
      </div>
      {isAsking && (
        <Confirm title={`Delete ${name}`} action="Delete the template" onConfirm={confirm} onClose={() => setAsking(false)}>
          <p>The tasks that were created from it stay. This cannot be undone.</p>
        </Confirm>
      )}
    </li>
  )
}
