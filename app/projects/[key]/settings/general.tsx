'use client'
import { useState, type FormEvent } from 'react'
import { useDraft } from '#app/_tasks/drafts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Key } from '#app/_ui/list.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { Setting } from '#app/_ui/setting.tsx'
import type { Project } from './documents.ts'
import { useProjectSave, type Issues, type Patch } from './use-project-save.tsx'

const STATUSES = [
  { id: 'PLANNING', text: 'Planning' },
  { id: 'ACTIVE', text: 'Active' },
  { id: 'COMPLETED', text: 'Completed' },
] as const
const EDITING = [
  { id: 'STRICT', title: 'Strict', about: 'A task is changed by who created it, is assigned to it or holds it, and by owners.' },
  { id: 'OPEN', title: 'Open', about: 'Every member changes every task. A claimed task is still completed by its holder alone.' },
] as const

export function General({ project }: { project: Project }) {
  const { save, dialog } = useProjectSave(project)
  const [chosen, setChosen] = useState<Project['editing'] | null>(null)
  const canEdit = project.viewerCan.includes('UPDATE_PROJECT') && project.status !== 'ARCHIVED'
  const status = STATUSES.find(({ id }) => id === project.status)
  return (
    <>
      <Setting title="Key" about="Task keys begin with it. It never changes.">
        <p>
          <Key>{project.key}</Key>
        </p>
      </Setting>
      <Setting title="Name">
        <Field project={project} field="name" label="Name" canEdit={canEdit} save={save} parse={(text) => ({ name: text })} />
      </Setting>
      <Setting title="Status" about="Shown in lists. It changes nothing else.">
        {canEdit && status ? (
          <Select
            label="Status"
            hideLabel
            className="max-w-60"
            options={[...STATUSES]}
            value={status.id}
            onChange={(id) =>
              id !== project.status &&
              void save(
                `Status of ${project.key} is ${STATUSES.find((one) => one.id === id)?.text.toLowerCase()}`,
                { status: id },
                project.version,
              )
            }
          />
        ) : (
          <p>{status?.text ?? 'Archived'}</p>
        )}
      </Setting>
      <Setting title="Who changes tasks" about="Creating tasks, commenting and answering is for every member in both.">
        {canEdit ? (
          <OptionGroup
            label="Who changes tasks"
            hideLabel
            value={chosen ?? project.editing}
            options={EDITING.map(({ id, title, about }) => ({ id, content: <Meaning title={title} about={about} /> }))}
            onChange={(id) => {
              const one = EDITING.find((each) => each.id === id)
              if (!one) return
              setChosen(one.id)
              void save(`Editing of ${project.key} is ${one.title.toLowerCase()}`, { editing: one.id }, project.version).finally(() =>
                setChosen(null),
              )
            }}
          />
        ) : (
          EDITING.filter(({ id }) => id === project.editing).map((one) => <Meaning key={one.id} title={one.title} about={one.about} />)
        )}
      </Setting>
      <Setting
        title="Repository"
        about="Where the code is: an address to clone. Agents read it with their work. Never put a password in it."
      >
        <Field
          project={project}
          field="repository"
          label="Address"
          hint="Such as https://git.example.org/web.git"
          canEdit={canEdit}
          save={save}
          parse={(text) => ({ repository: text })}
        />
      </Setting>
      <Setting title="Lease" about="How long a claim lasts unless the agent asks for another time. Every write of its holder renews it.">
        <Field
          project={project}
          field="leaseMinutes"
          label="Minutes"
          hint="1 to 1,440. 15 suits agents that report every few minutes."
          canEdit={canEdit}
          save={save}
          parse={(text) => ({ leaseMinutes: Number(text) })}
        />
      </Setting>
      <Setting title="Attempts" about="After so many failed or expired claims a task goes on hold and waits for a person.">
        <Field
          project={project}
          field="maxAttempts"
          label="Attempts"
          hint="1 to 100."
          canEdit={canEdit}
          save={save}
          parse={(text) => ({ maxAttempts: Number(text) })}
        />
      </Setting>
      {dialog}
    </>
  )
}

function Meaning({ title, about }: { title: string; about: string }) {
  return (
    <span>
      <span className="strong block">{title}</span>
      <span className="text-ink-2">{about}</span>
    </span>
  )
}

interface FieldProps {
  project: Project
  field: 'name' | 'repository' | 'leaseMinutes' | 'maxAttempts'
  label: string
  hint?: string
  canEdit: boolean
  save: (text: string, patch: Patch, readAt: number) => Promise<Issues | null>
  parse: (text: string) => Patch
}

/** One value with a button to save it, which is there while there is something to save. What is typed outlives a reload. */
function Field({ project, field, label, hint, canEdit, save, parse }: FieldProps) {
  const isText = field === 'name' || field === 'repository'
  const { kept, keep, drop } = useDraft(`project ${project.id} ${field}`, { text: '' })
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const now = String(project[field])
  const text = kept?.draft.text ?? now
  if (!canEdit) return <p className="[overflow-wrap:anywhere]">{now || 'Not set.'}</p>

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (text === now) return drop()
    if (!isText && !/^\d+$/.test(text.trim())) return setError('must be a whole number')
    setPending(true)
    const issues = await save(`${label} of ${project.key} saved`, parse(text), kept?.version ?? project.version)
    setPending(false)
    setError(issues?.[field] ?? null)
    if (issues === null) drop()
  }
  return (
    <form className="grid gap-2" onSubmit={(event) => void submit(event)}>
      <TextField
        label={label}
        hideLabel={field === 'name'}
        hint={hint}
        error={error}
        className={isText ? '' : 'max-w-60'}
        value={text}
        inputMode={isText ? 'text' : 'numeric'}
        isRequired={field !== 'repository'}
        onChange={(value) => {
          setError(null)
          keep(kept?.version ?? project.version, { text: value })
        }}
      />
      {kept && text !== now && (
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Save
          </Button>
          <Button
            variant="bare"
            onPress={() => {
              setError(null)
              drop()
            }}
          >
            Discard
          </Button>
        </Actions>
      )}
    </form>
  )
}
