'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { ProjectCommandsDocument, RunPluginCommandDocument, WorkspaceCommandsDocument, type PluginCommand, type Ran } from './documents.ts'
import { Result } from './result.tsx'
import { firstValues, issuesOf, sentValues, ValueFields } from './value-fields.tsx'

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
  const [{ run }, setAsked] = useQueryStates({ run: parseAsString })
  const chosen = commands?.find((command) => idOf(command) === run) ?? null
  return (
    <>
      <Tools title="Commands" />
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
              className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-joint px-(--pad-x) py-1 last:border-b-0"
            >
              <Button
                variant="bare"
                aria-pressed={command === chosen}
                onPress={() => void setAsked({ run: command === chosen ? null : idOf(command) })}
              >
                {command.title}
              </Button>
              <span className="min-w-0 flex-1 text-ink-2">{command.description}</span>
              <span className="mono text-ink-3">{command.plugin}</span>
            </li>
          ))}
        </ul>
      )}
      {chosen && <Run key={idOf(chosen)} command={chosen} project={project} />}
    </>
  )
}

function Run({ command, project }: { command: PluginCommand; project: string | null }) {
  const act = useAct(RunPluginCommandDocument)
  const [values, setValues] = useState(() => firstValues(command.arguments))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isRunning, setRunning] = useState(false)
  const [ran, setRan] = useState<Ran | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setRunning(true)
    setErrors({})
    const { plugin, name } = command
    const result = await act({ plugin, command: name, project, arguments: sentValues(command.arguments, values) })
    setRunning(false)
    if (!result) return
    if (result.__typename === 'RunPluginCommandSuccess') return setRan(result)
    if (result.__typename === 'InvalidInputError') return setErrors(issuesOf(result.issues))
    refuseBecause(result)
  }
  return (
    <>
      <form
        aria-label={command.title}
        onSubmit={(event) => void submit(event)}
        className="grid gap-4 border-b border-joint px-(--pad-x) py-4"
      >
        <h2 className="text-lg">{command.title}</h2>
        {command.arguments.length > 0 && (
          <div className="grid max-w-180 grid-cols-2 gap-4 max-sm:grid-cols-1">
            <ValueFields spec={command.arguments} values={values} errors={errors} onChange={setValues} />
          </div>
        )}
        <Actions>
          <Button variant="primary" type="submit" isDisabled={isRunning}>
            {isRunning ? 'Running' : 'Run'}
          </Button>
        </Actions>
      </form>
      <div role="status">{isRunning && <span className="sr-only">Running</span>}</div>
      {ran && <Result ran={ran} name={`${command.plugin}-${command.name}`} />}
    </>
  )
}

const idOf = ({ plugin, name }: PluginCommand) => `${plugin}.${name}`
