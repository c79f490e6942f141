'use client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import {
  LoadPluginDocument,
  PluginsDocument,
  SetPluginEnabledDocument,
  SkipPluginEventDocument,
  type Plugin,
} from '#app/_plugins/documents.ts'
import { ScheduleFaults, SchedulesLine } from '#app/_plugins/schedules.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { DocsLink } from '#app/_ui/docs-link.tsx'
import { Fact } from '#app/_ui/setting.tsx'
import { Call, EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Ago, shortAge, useNow } from '#app/_ui/time.tsx'
import { refuse, tell } from '#app/_ui/toast.tsx'
import { bytes } from './figures.ts'

const EVERY_MS = 5_000
const STARTING_MS = 1_000
const STATE: Record<Plugin['state'], string> = {
  STARTING: 'Starting',
  RUNNING: 'Running',
  RESTARTING: 'Fell, and starts again soon',
  FAILED: 'Not loaded',
  DISABLED: 'Switched off',
  ABSENT: 'Not configured any more',
}

/** When a plugin's function is called. */
const CALLED: Record<string, string> = {
  beforeTaskCreate: 'before a task is created',
  onTaskCreated: 'created tasks',
  onTaskUpdated: 'changed tasks',
  onTaskCompleted: 'completed tasks',
  on: 'every event',
}

/** The plugins of the installation: how each is, what went wrong, what waits for it. */
export function Plugins() {
  const [{ data, error }, read] = useQuery({ query: PluginsDocument, requestPolicy: 'cache-and-network' })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const isStarting = data?.plugins?.some(({ state }) => state === 'STARTING') ?? false
  const ask = useEffectEvent(() => document.visibilityState === 'visible' && readAgain())
  useEffect(() => {
    const timer = setInterval(ask, isStarting ? STARTING_MS : EVERY_MS)
    return () => clearInterval(timer)
  }, [isStarting])
  return (
    <>
      {!data && !error && <Skeleton rows={4} label="Loading plugins" />}
      {!data && error && (
        <ErrorState title="The plugins did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {data?.plugins?.length === 0 && (
        <EmptyState title="No plugin is configured.">
          Name plugins in PLUGINS, separated by commas, and start the server again: time-tracking, csv-import and tracker-sync come along.{' '}
          <DocsLink page="plugins">How to write one</DocsLink>
        </EmptyState>
      )}
      {data?.plugins?.map((plugin) => (
        <One key={plugin.name ?? plugin.configuredAs} plugin={plugin} onChanged={readAgain} />
      ))}
    </>
  )
}

function One({ plugin, onChanged }: { plugin: Plugin; onChanged: () => void }) {
  const enable = useAct(SetPluginEnabledDocument)
  const load = useAct(LoadPluginDocument)
  const [isLoading, setLoading] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const hasSkipped = useRef(false)
  // The button that was pressed goes with its event.
  useEffect(() => {
    if (!hasSkipped.current || document.activeElement !== document.body) return
    hasSkipped.current = false
    heading.current?.focus()
  }, [plugin.waiting])
  const {
    name,
    version,
    description,
    state,
    isEnabled,
    error,
    errorAt,
    configuredAs,
    functions,
    commands,
    schedules,
    storedRows,
    storedBytes,
  } = plugin
  const title = name ?? configuredAs

  async function loadAgain() {
    setLoading(true)
    const result = unlessRefused(await load({ plugin: name ?? configuredAs }))
    setLoading(false)
    onChanged()
    if (!result) return
    if (result.plugin?.state === 'FAILED') refuse(`${title} could not be loaded`)
    else tell(`${title} is loaded`)
  }
  async function change(isOn: boolean) {
    const result = unlessRefused(await enable({ plugin: title, isEnabled: isOn }))
    onChanged()
    if (result) tell(`${title} is ${isOn ? 'on' : 'off'}`)
  }
  return (
    <section aria-label={title} className="border-b border-joint-2">
      <div className="flex flex-wrap items-center gap-3 px-(--pad-x) py-3">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 text-lg [overflow-wrap:anywhere]">
          {title}
        </h2>
        {version && <span className="mono text-ink-2 max-sm:flex-1">{version}</span>}
        <span className="flex-1 max-sm:order-last max-sm:basis-full">{description}</span>
        {isEnabled && state === 'FAILED' && (
          <Button aria-label={`Load ${title} again`} isPending={isLoading} onPress={() => void loadAgain()}>
            Load again
          </Button>
        )}
        {name && state !== 'ABSENT' && (
          <>
            <Button aria-label={`${isEnabled ? 'Switch off' : 'Switch on'} ${title}`} onPress={() => void change(!isEnabled)}>
              {isEnabled ? 'Switch off' : 'Switch on'}
            </Button>
          </>
        )}
      </div>
      {error && (
        <Call signal={state === 'RUNNING' ? 'caution' : 'stop'} title="Last error">
          <span className="mono whitespace-normal">{error}</span> {errorAt && <Ago at={errorAt} />}
        </Call>
      )}
      <ScheduleFaults schedules={schedules} />
      <dl className="border-t border-joint">
        <Fact name="State" value={<State plugin={plugin} />} />
        {configuredAs && configuredAs !== name && <Fact name="Configured as" value={configuredAs} />}
        <Fact name="Is called for" value={functions.map((name) => CALLED[name] ?? name).join(', ') || 'its commands alone'} />
        <Fact name="Commands" value={commands.map((command) => command.title).join(', ') || 'none'} />
        {schedules.length > 0 && <Fact name="By the clock" value={<SchedulesLine schedules={schedules} />} />}
        <Fact name="Keeps" value={`${storedRows.toLocaleString('en')} rows, ${bytes(storedBytes)}`} />
      </dl>
      <Waiting plugin={plugin} onChanged={onChanged} onSkipped={() => (hasSkipped.current = true)} />
    </section>
  )
}

/** A call that has just begun is nothing to speak of. */
const LONG_S = 5

function State({ plugin: { state, busySince, pendingCalls } }: { plugin: Plugin }) {
  const now = useNow(EVERY_MS)
  const seconds = busySince ? (now - Date.parse(busySince)) / 1000 : 0
  if (seconds < LONG_S) return STATE[state]
  const calls = pendingCalls === 1 ? 'a call' : `${pendingCalls.toLocaleString('en')} calls`
  return `${STATE[state]}, busy for ${seconds < 60 ? `${Math.floor(seconds)} s` : shortAge(seconds)} with ${calls}`
}

function Waiting({ plugin, onChanged, onSkipped }: { plugin: Plugin; onChanged: () => void; onSkipped: () => void }) {
  const skip = useAct(SkipPluginEventDocument)
  const [asking, setAsking] = useState<Plugin['waiting'][number] | null>(null)
  const { name, waiting, error } = plugin
  if (!name || waiting.length === 0) return null

  async function confirm(event: string) {
    const result = unlessRefused(await skip({ plugin: name ?? '', event }))
    onChanged()
    if (!result) return false
    onSkipped()
    tell(`${event} skipped`)
    return true
  }
  return (
    <ul aria-label={`Events that wait for ${name}`}>
      {waiting.map((lag) => (
        <li key={lag.project.id} className="flex min-h-9 flex-wrap items-center gap-3 border-b border-joint px-(--pad-x) py-1">
          <span className="mono">{lag.project.key}</span>
          <span className="min-w-0 flex-1 text-ink-2">
            {lag.count.toLocaleString('en')} {lag.count === 1 ? 'event waits' : 'events wait'}, next{' '}
            <span className="mono">{lag.nextEventId}</span>
          </span>
          {error.startsWith(lag.nextEventId) && (
            <Button variant="bare" onPress={() => setAsking(lag)}>
              Skip this event
            </Button>
          )}
        </li>
      ))}
      {asking && (
        <Confirm
          title={`Skip ${asking.nextEventId}`}
          action="Skip it"
          onConfirm={() => confirm(asking.nextEventId)}
          onClose={() => setAsking(null)}
        >
          <p>{name} never hears of it and goes on with those behind it. Nothing in the project changes.</p>
        </Confirm>
      )}
    </ul>
  )
}
