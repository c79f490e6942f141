'use client'
import { useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { ProjectPluginsDocument, SetPluginInProjectDocument, type ProjectPlugin } from '#app/_plugins/documents.ts'
import { ScheduleFaults, SchedulesLine } from '#app/_plugins/schedules.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Setting } from '#app/_ui/setting.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { fromForm, issuesByName, toForm } from '#app/_values/form.ts'
import { ValueField } from '#app/_values/value-field.tsx'

/** Which plugins are on in the project, and how they are set. */
export function Plugins({ project }: { project: string }) {
  const [{ data, error }, read] = useQuery({ query: ProjectPluginsDocument, variables: { project }, requestPolicy: 'cache-and-network' })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const found = data?.project
  const canManage = found?.viewerCan.includes('MANAGE_PLUGINS') ?? false
  return (
    <>
      {!data && !error && <Skeleton rows={3} label="Loading plugins" />}
      {!data && error && (
        <ErrorState title="The plugins did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {found?.plugins.length === 0 && (
        <EmptyState title="This installation has no plugin.">An admin of the workspace names plugins in the configuration.</EmptyState>
      )}
      {found && found.plugins.length > 0 && (
        <div className="flex border-b border-joint px-(--pad-x) py-3">
          <LinkButton href={`/projects/${project}/commands`}>Commands of this project</LinkButton>
        </div>
      )}
      {found?.plugins.map((plugin) => (
        <One
          // Set anew, the fields begin anew.
          key={`${plugin.name} ${JSON.stringify(plugin.values)}`}
          plugin={plugin}
          project={project}
          canManage={canManage}
          onChanged={readAgain}
        />
      ))}
    </>
  )
}

interface Props {
  plugin: ProjectPlugin
  project: string
  canManage: boolean
  onChanged: () => void
}

function One({ plugin, project, canManage, onChanged }: Props) {
  const { name, version, description, isEnabled, settings, schedules, values: given } = plugin
  const act = useAct(SetPluginInProjectDocument)
  const [values, setValues] = useState(() => toForm(settings, { given: isRecord(given) ? given : {} }))
  const [errors, setErrors] = useState<Record<string, string>>({})

  async function change(input: { isEnabled?: boolean; settings?: unknown }, said: string) {
    setErrors({})
    const result = await act({ project, plugin: name, ...input })
    if (!result) return
    if (result.__typename === 'InvalidInputError') return setErrors(issuesByName(result.issues))
    if (result.__typename !== 'SetPluginInProjectSuccess') return refuseBecause(result)
    tell(said)
    onChanged()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void change({ settings: fromForm(settings, values) }, `${name} is set`)
  }
  return (
    <Setting
      title={`${name} ${version}`}
      about={
        <>
          {description} {isEnabled ? 'It is on here.' : 'It is off here: it hears of nothing and its commands do not run.'}
          {isEnabled && schedules.length > 0 && (
            <span className="mt-1 block">
              <SchedulesLine schedules={schedules} />
            </span>
          )}
        </>
      }
    >
      {canManage && (
        <Actions>
          <Button
            aria-label={`${isEnabled ? 'Switch off' : 'Switch on'} ${name}`}
            onPress={() => void change({ isEnabled: !isEnabled }, `${name} is ${isEnabled ? 'off' : 'on'} in ${project}`)}
          >
            {isEnabled ? 'Switch off' : 'Switch on'}
          </Button>
        </Actions>
      )}
      {isEnabled && <ScheduleFaults schedules={schedules} />}
      {canManage && settings.length > 0 && (
        <form aria-label={`Settings of ${name}`} className="grid gap-4" onSubmit={submit}>
          {settings.map((asked) => (
            <ValueField
              key={asked.name}
              asked={asked}
              value={values[asked.name] ?? ''}
              error={errors[asked.name] ?? null}
              keepsDefault
              onChange={(value) => setValues({ ...values, [asked.name]: value })}
            />
          ))}
          <Actions>
            <Button variant="primary" type="submit">
              Save
            </Button>
          </Actions>
        </form>
      )}
    </Setting>
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
