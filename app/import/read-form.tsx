'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { keyFrom } from '#app/_projects/key-from.ts'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Setting } from '#app/_ui/setting.tsx'
import { Call } from '#app/_ui/states.tsx'
import { Columns } from './columns.tsx'
import { CheckImportDocument, type Choices, type ImportRead } from './documents.ts'

const FORMATS = [
  { id: 'JSON', text: 'Task Orchestrator (JSON)' },
  { id: 'TASK_ORCHESTRATOR', text: 'Command-line tool (tasks.db)' },
  { id: 'BEADS', text: 'Beads (issues.jsonl)' },
  { id: 'TASK_MASTER', text: 'Task Master (tasks.json)' },
  { id: 'CSV', text: 'Table (CSV)' },
] satisfies { id: ImportRead['format']; text: string }[]

const NEW = 'new'
/** An export of ours brings its projects along. */
const SAME = 'same'

interface Props {
  row: ImportRead
  choices: Choices
  preferred: string | null
  onChecked: () => void
}

/** Where the rows go and how the file is read. */
export function ReadForm({ row, choices, preferred, onChecked }: Props) {
  const check = useAct(CheckImportDocument)
  const open = choices.projects.filter(({ viewerCan }) => viewerCan.includes('CREATE_TASK') && viewerCan.includes('MANAGE_MEMBERS'))
  const known = [row.newProjectName ? null : row.projectKey, row.format === 'JSON' ? null : preferred]
  const first = known.find((key) => open.some((project) => project.key === key)) ?? (row.format === 'JSON' ? SAME : NEW)
  const [project, setProject] = useState(first)
  const [name, setName] = useState(row.newProjectName ?? '')
  const [ownKey, setOwnKey] = useState(row.newProjectName ? row.projectKey : null)
  const key = ownKey ?? keyFrom(name)
  const [format, setFormat] = useState(row.format)
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [lists, setLists] = useState<ReadonlySet<string>>(new Set(row.lists))
  const [columns, setColumns] = useState<Record<string, string | null>>(
    Object.fromEntries(row.columns.map(({ header, field }) => [header, field])),
  )
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)
  const isNew = project === NEW
  const isTable = format === 'CSV' && row.columns.length > 0
  const hasTitle = !isTable || Object.values(columns).includes('title')

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const result = await check({
      import: row.id,
      format,
      ...(project === SAME ? {} : { project: isNew ? key : project }),
      ...(isNew ? { newProjectName: name.trim() } : {}),
      timeZone,
      ...(isTable ? { columns: Object.entries(columns).map(([header, field]) => ({ header, field })) } : {}),
      ...(format === 'TASK_MASTER' && lists.size < row.lists.length ? { lists: [...lists] } : {}),
    })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError')
      setErrors(Object.fromEntries(result.issues.map(({ field, message }) => [field, message])))
    else if (result.__typename === 'CheckImportSuccess') onChecked()
    else refuseBecause(result)
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      {row.fault && format === row.format && (
        <Call signal="stop" title="The file could not be read.">
          {row.fault.replace(/^file: /, '')}
        </Call>
      )}
      <Setting title="Project" about="Where the tasks go. You are its owner.">
        <Select
          label="Project"
          hideLabel
          options={[
            ...(format === 'JSON' ? [{ id: SAME, text: 'As in the file' }] : []),
            { id: NEW, text: 'A new project' },
            ...open.map(({ key, name }) => ({ id: key, text: `${name} (${key})` })),
          ]}
          value={project}
          onChange={setProject}
          error={isNew ? null : errors.project}
        />
        {isNew && (
          <div className="grid grid-cols-[minmax(0,1fr)_9rem] gap-3">
            <TextField label="Name" value={name} onChange={setName} isRequired maxLength={200} error={errors.newProjectName} />
            <TextField
              label="Key"
              mono
              value={key}
              onChange={(text) => setOwnKey(text.toUpperCase())}
              pattern="[A-Z][A-Z0-9]{1,9}"
              hint="Such as WEB"
              isRequired
              error={errors.project}
            />
          </div>
        )}
      </Setting>
      <Setting title="Format" about="What wrote the file.">
        <Select label="Format" hideLabel options={FORMATS} value={format} onChange={setFormat} error={errors.format} />
        {errors.import && <Call signal="stop">{errors.import}</Call>}
      </Setting>
      {(format === 'CSV' || format === 'TASK_ORCHESTRATOR') && (
        <Setting title="Time zone" about="Of times that do not name theirs.">
          <TextField label="Time zone" hideLabel value={timeZone} onChange={setTimeZone} isRequired error={errors.timeZone} />
        </Setting>
      )}
      {format === 'TASK_MASTER' && row.lists.length > 1 && (
        <Setting title="Lists" about="Each becomes a tag of its tasks.">
          <fieldset className="grid gap-1.5">
            <legend className="sr-only">Lists</legend>
            {row.lists.map((list) => (
              <label key={list} className="flex min-h-(--hit) items-center gap-2">
                <input type="checkbox" checked={lists.has(list)} onChange={() => setLists(toggled(lists, list))} />
                {list}
              </label>
            ))}
          </fieldset>
        </Setting>
      )}
      {isTable && <Columns row={row} fields={choices.importFields} columns={columns} onChange={setColumns} />}
      <div className="flex flex-wrap items-center gap-3 px-(--pad-x) py-4">
        <Button
          type="submit"
          variant="primary"
          isPending={isPending}
          isDisabled={!hasTitle || (format === 'TASK_MASTER' && row.lists.length > 0 && lists.size === 0)}
        >
          Check the file
        </Button>
        <span className="text-ink-2">{hasTitle ? 'Reads every row and writes nothing.' : 'Choose the column of the title.'}</span>
      </div>
    </form>
  )
}

function toggled(set: ReadonlySet<string>, item: string) {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}
