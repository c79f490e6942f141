'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Call, EmptyState, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { fromForm, issuesByName, toForm } from '#app/_values/form.ts'
import { ValueField } from '#app/_values/value-field.tsx'
import { ProjectCommandsDocument, RunPluginCommandDocument, WorkspaceCommandsDocument, type PluginCommand, type Ran } from './documents.ts'
import { Result } from './result.tsx'

/** The commands of plugins in a project, or in the workspace: one is chosen, given what it takes, and run. */
export function CommandsScreen({ project }: { project: string | null }) {
  return project === null ? <InWorkspace /> : <InProject project={project} />
}

function InWorkspace() {
  const [{ data, error }, read] = useQuery({ query: WorkspaceCommandsDocument, requestPolicy: 'cache-and-network' })
  return (
    <Commands
      commands={data?.pluginCommands}
      error={error?.message}
      project={null}
      onRetry={() => read({ requestPolicy: 'network-only' })}
    />
  )
}

function InProject({ project }: { project: string }) {
  const [{ data, error }, read] = useQuery({ query: ProjectCommandsDocument, variables: { project }, requestPolicy: 'cache-and-network' })
  if (data && !data.project) return <NothingHere what="project" />
  return (
    <Commands
      commands={data?.project?.pluginCommands}
      error={error?.message}
      project={project}
      onRetry={() => read({ requestPolicy: 'network-only' })}
    />
  )
}

interface Props {
  commands: PluginCommand[] | undefined
  error: string | undefined
  project: string | null
  onRetry: () => void
}

function Commands({ commands, error, project, onRetry }: Props) {
  const [{ run, given }, setAsked] = useQueryStates({ run: parseAsString, given: parseAsString })
  const chosen = commands?.find((command) => idOf(command) === run) ?? null
  return (
    <>
      <Tools title="Commands" namedOnPhone>
        {commands && commands.length > 0 && (
          <span className="text-ink-2">{commands.length === 1 ? '1 command' : `${commands.length} commands`}</span>
        )}
      </Tools>
      {!commands && !error && <Skeleton rows={4} label="Loading commands" />}
      {!commands && error && (
        <ErrorState title="The commands did not load." retry={<Button onPress={onRetry}>Try again</Button>}>
          {error}
        </ErrorState>
      )}
      {commands?.length === 0 && (
        <EmptyState title="There is no command that you may run here.">
          Commands come from plugins. An admin names plugins in the configuration; an owner switches them on in a project.
        </EmptyState>
      )}
      {commands && commands.length > 0 && (
        <ul aria-label="Commands" className="border-b border-joint">
          {commands.map((command) => (
            <li
              key={idOf(command)}
              className="grid min-h-9 grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-joint px-(--pad-x) py-1 last:border-b-0 max-sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <Button
                variant="bare"
                className="-ml-2.5 justify-self-start"
                aria-pressed={command === chosen}
                onPress={() => void setAsked({ run: command === chosen ? null : idOf(command), given: null })}
              >
                {command.title}
              </Button>
              <span className="min-w-0 text-ink-2 max-sm:order-last max-sm:col-span-2 max-sm:pb-1.5">{command.description}</span>
              <span className="mono text-ink-3">{command.plugin}</span>
            </li>
          ))}
        </ul>
      )}
      {chosen && (
        <Run
          // Opened with another value, it begins anew.
          key={`${idOf(chosen)} ${given ?? ''}`}
          command={chosen}
          given={valuesOf(given)}
          project={project}
          canRun={(name) => commands?.some((command) => idOf(command) === `${chosen.plugin}.${name}`) ?? false}
        />
      )}
    </>
  )
}

interface RunProps {
  command: PluginCommand
  /** What the address says that it takes. */
  given: Record<string, string>
  project: string | null
  canRun: (command: string) => boolean
}

function Run({ command, given, project, canRun }: RunProps) {
  const act = useAct(RunPluginCommandDocument)
  const [values, setValues] = useState(() => toForm(command.arguments, { given }))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isRunning, setRunning] = useState(false)
  const [reason, setReason] = useState('')
  const [ran, setRan] = useState<Ran | null>(null)
  const form = useRef<HTMLFormElement>(null)
  // Whoever chose a command goes on with what it takes.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(), [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isRunning) return
    setRunning(true)
    setErrors({})
    setReason('')
    setRan(null)
    const { plugin, name } = command
    const result = await act({ plugin, command: name, project, arguments: fromForm(command.arguments, values) })
    setRunning(false)
    if (!result) return
    if (result.__typename === 'RunPluginCommandSuccess') return setRan(result)
    if (result.__typename === 'InvalidInputError') return setErrors(issuesByName(result.issues))
    if (result.__typename === 'PluginFailedError') return setReason(result.reason)
    refuseBecause(result)
  }
  return (
    <>
      <form
        ref={form}
        aria-label={command.title}
        onSubmit={(event) => void submit(event)}
        className="grid gap-4 border-b border-joint px-(--pad-x) py-4"
      >
        <h2 className="text-lg">{command.title}</h2>
        {command.arguments.length > 0 && (
          <div className="grid max-w-180 grid-cols-2 gap-4 max-sm:grid-cols-1">
            {command.arguments.map((asked) => (
              <ValueField
                key={asked.name}
                asked={asked}
                value={values[asked.name] ?? ''}
                error={errors[asked.name] ?? null}
                keepsDefault
                onChange={(value) => setValues({ ...values, [asked.name]: value })}
              />
            ))}
          </div>
        )}
        <Actions>
          <Button variant="primary" type="submit" isPending={isRunning}>
            Run
          </Button>
        </Actions>
        {reason && (
          <div ref={bringIntoView} className="max-w-180 scroll-mb-20">
            <Call signal="stop" title="The command was not done.">
              {reason}
            </Call>
          </div>
        )}
      </form>
      <div role="status" className="sr-only">
        {isRunning ? 'Running' : ran ? 'Done' : ''}
      </div>
      {ran && (
        <div ref={bringIntoView} className="min-w-0 scroll-mb-20">
          <Result ran={ran} plugin={command.plugin} name={`${command.plugin}-${command.name}`} canRun={canRun} />
        </div>
      )}
    </>
  )
}

/** What came of it stands below what was asked, perhaps below the screen. */
function bringIntoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest' })
}

/** Of an address that somebody may have written: `entry=2026-11.…`. */
const valuesOf = (given: string | null) => Object.fromEntries(new URLSearchParams(given ?? ''))

const idOf = ({ plugin, name }: PluginCommand) => `${plugin}.${name}`
