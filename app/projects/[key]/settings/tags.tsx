'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Tag } from '#app/_ui/list.tsx'
import { EmptyState } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { RenameTagDocument, type Project } from './documents.ts'

const RenameTag = dynamic(() => import('./rename-tag.tsx').then((file) => file.RenameTag), { ssr: false })

interface Props {
  project: Project
  onChanged: () => void
}
const MANY = 12

export function Tags({ project, onChanged }: Props) {
  const [search, setSearch] = useState('')
  const [asking, setAsking] = useState<{ act: 'rename' | 'remove'; tag: string; tasks: number } | null>(null)
  const change = useAct(RenameTagDocument)
  const canManage = project.viewerCan.includes('MANAGE_TAGS')
  const found = project.tagCounts.filter(({ tag }) => tag.toLowerCase().includes(search.trim().toLowerCase()))

  async function remove(tag: string) {
    const result = unlessRefused(await change({ project: project.id, tag, to: null }))
    onChanged()
    if (!result) return false
    tell(`#${tag} taken off ${result.tasks} ${result.tasks === 1 ? 'task' : 'tasks'}`)
    return true
  }
  if (project.tagCounts.length === 0)
    return (
      <EmptyState title="No task has a tag yet.">Tags are made by putting them on a task; here they are renamed and merged.</EmptyState>
    )
  return (
    <>
      {project.tagCounts.length >= MANY && (
        <div className="border-b border-joint px-(--pad-x) py-3">
          <TextField label="Find a tag" className="max-w-80" value={search} onChange={setSearch} />
        </div>
      )}
      {found.length === 0 && <p className="px-(--pad-x) py-4 text-ink-2">No tag contains “{search}”.</p>}
      <ul aria-label="Tags">
        {found.map(({ tag, tasks }) => (
          <li key={tag} className="flex min-h-9 items-center gap-3 border-b border-joint bg-plate px-(--pad-x) py-1">
            <span className="min-w-0 flex-1 truncate">
              <Tag>{tag}</Tag>
            </span>
            <Link
              href={`/projects/${project.key}/tasks?tags=${encodeURIComponent(tag)}`}
              className="w-20 py-1 text-right text-ink-2 hover:underline"
            >
              {tasks.toLocaleString('en')} {tasks === 1 ? 'task' : 'tasks'}
            </Link>
            {canManage && (
              <>
                <Button variant="bare" aria-label={`Rename ${tag}`} onPress={() => setAsking({ act: 'rename', tag, tasks })}>
                  Rename
                </Button>
                <Button
                  variant="bare"
                  className="text-stop-ink"
                  aria-label={`Remove ${tag}`}
                  onPress={() => setAsking({ act: 'remove', tag, tasks })}
                >
                  Remove
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {asking?.act === 'rename' && <RenameTag project={project} tag={asking.tag} onClose={() => setAsking(null)} onChanged={onChanged} />}
      {asking?.act === 'remove' && (
        <Confirm
          title={`Remove #${asking.tag}`}
          action="Remove the tag"
          onConfirm={() => remove(asking.tag)}
          onClose={() => setAsking(null)}
        >
          <p>
            It is taken off {asking.tasks === 1 ? 'one task' : `${asking.tasks.toLocaleString('en')} tasks`}. Which ones stays in their
            activity; this cannot be undone in one go.
          </p>
        </Confirm>
      )}
    </>
  )
}
