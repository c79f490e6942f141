'use client'
import { useEffect, useEffectEvent } from 'react'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { DocsLink } from '#app/_ui/docs-link.tsx'
import { GroupHead } from '#app/_ui/list.tsx'
import { Fact } from '#app/_ui/setting.tsx'
import { ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Ago, shortAge, useNow } from '#app/_ui/time.tsx'
import { Doctor } from './doctor.tsx'
import { InstallationDocument, type Installation } from './documents.ts'
import { bytes, milliseconds } from './figures.ts'

const EVERY_MS = 5_000

/** How the installation is: each figure with a word on what is usual. */
export function Health() {
  const [{ data, error }, read] = useQuery({ query: InstallationDocument, requestPolicy: 'cache-and-network' })
  const ask = useEffectEvent(() => document.visibilityState === 'visible' && read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    const timer = setInterval(ask, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const found = data?.installation
  return (
    <>
      <Doctor />
      <p className="border-b border-joint px-(--pad-x) py-3 text-ink-2">
        Backups, updates, a proxy, encryption and metrics: <DocsLink page="operator-guide">operator guide</DocsLink>. Executables that run
        at each task: <DocsLink page="hooks">script hooks</DocsLink>. Who may do what: <DocsLink page="permissions">permissions</DocsLink>.
      </p>
      {!found && !error && <Skeleton rows={8} label="Loading figures" />}
      {!found && error && (
        <ErrorState
          title="The figures did not load."
          retry={<Button onPress={() => read({ requestPolicy: 'network-only' })}>Try again</Button>}
        >
          {error.message}
        </ErrorState>
      )}
      {found && (
        <>
          <Program of={found} />
          <Database of={found} />
          <Load of={found} />
          <Jobs of={found} />
          <Amount of={found} />
        </>
      )}
    </>
  )
}

function Program({ of: { version, node, startedAt } }: { of: Installation }) {
  const now = useNow(30_000)
  return (
    <section>
      <GroupHead title="Program" />
      <dl>
        <Fact name="Version" value={version} />
        <Fact name="Node.js" value={node} note="20.19 or newer." />
        <Fact
          name="Up for"
          value={<span suppressHydrationWarning>{shortAge((now - Date.parse(startedAt)) / 1000)}</span>}
          note="The process that answered; it restarts with every update."
        />
      </dl>
    </section>
  )
}

function Database({ of: { database, encryptionKey, migrations } }: { of: Installation }) {
  const last = migrations.at(-1)
  return (
    <section>
      <GroupHead title="Database" />
      <dl>
        <Fact
          name="Kind"
          value={database.kind === 'SQLITE' ? 'SQLite' : 'PostgreSQL'}
          note="SQLite suits one server; PostgreSQL several."
        />
        <Fact name={database.kind === 'SQLITE' ? 'File' : 'Server'} value={database.place} />
        <Fact name="Size" value={bytes(database.bytes)} note="About 1 to 2 kB for each event, and as much for each task." />
        {database.journalBytes !== null && (
          <Fact
            name="Journal"
            value={bytes(database.journalBytes)}
            note="Written and not yet moved into the file. Some MB are usual; if it grows without end, a long read holds it back."
          />
        )}
        <Fact
          name="Encryption"
          value={
            encryptionKey === null ? (
              'off'
            ) : (
              <>
                under the key <span className="mono">{encryptionKey}</span>
              </>
            )
          }
          note="Of notes and comments. While it is on, comments are not searched. Titles, descriptions and events stay in clear."
        />
        <Fact
          name="Migrations"
          value={`${migrations.length} applied`}
          note={
            last && (
              <>
                The last, <span className="mono whitespace-normal">{last.name}</span>, <Ago at={last.appliedAt} /> ago. Start-up applies
                them.
              </>
            )
          }
        />
      </dl>
    </section>
  )
}

function Load({ of: { writing, sockets, memoryBytes, heapBytes, eventLoopP99Ms, eventLoopMaxMs } }: { of: Installation }) {
  const { waiting, writes, commits, medianMs, p99Ms } = writing
  return (
    <section>
      <GroupHead title="Load" note="of the process that answered" />
      <dl>
        <Fact
          name="Busy without a pause"
          value={`${milliseconds(eventLoopP99Ms)} (99 %), ${milliseconds(eventLoopMaxMs)} at most`}
          note="In the last minute. Under 50 ms is good; above 200 ms everybody notices."
        />
        <Fact
          name="Writes waiting"
          value={waiting.toLocaleString('en')}
          note="0 or 1 most of the time. A queue that stays means that the disk is slow."
        />
        <Fact
          name="A write takes"
          value={`${milliseconds(medianMs)} (half), ${milliseconds(p99Ms)} (99 %)`}
          note="Since the start, with its wait and the disk. Under 50 ms is usual on an SSD."
        />
        <Fact
          name="Writes"
          value={`${writes.toLocaleString('en')}${commits === null ? '' : ` in ${commits.toLocaleString('en')} commits`}`}
          note={commits === null ? 'Each has its own commit.' : 'Under load several writes share one commit, and so one flush of the disk.'}
        />
        <Fact name="Open sockets" value={sockets.toLocaleString('en')} note="One for each open page and each watching agent." />
        <Fact
          name="Memory"
          value={`${bytes(memoryBytes)}, ${bytes(heapBytes)} in use`}
          note="200 to 500 MB are usual. It grows with use and then stays."
        />
      </dl>
    </section>
  )
}

const JOBS: Record<string, string> = {
  reaper: 'Frees tasks whose lease has run out, at least every 5 s. Renewed within the last minute.',
  'idempotency-keys': 'Forgets the keys of repeated calls after 24 hours. Runs hourly, and is held only while it runs.',
}

function Jobs({ of: { jobs } }: { of: Installation }) {
  return (
    <section>
      <GroupHead title="Jobs" count={jobs.length} note="one process at a time runs each" />
      <dl>
        {jobs.map(({ name, isHeld, ranAt }) => (
          <Fact
            key={name}
            name={name}
            value={
              ranAt ? (
                <>
                  {isHeld ? 'held, renewed ' : 'last held '}
                  <Ago at={ranAt} /> ago
                </>
              ) : (
                'never ran'
              )
            }
            note={JOBS[name]}
          />
        ))}
      </dl>
    </section>
  )
}

function Amount({ of: { counts } }: { of: Installation }) {
  return (
    <section>
      <GroupHead title="Amount" />
      <dl>
        <Fact name="People" value={counts.people.toLocaleString('en')} />
        <Fact name="Agents" value={counts.agents.toLocaleString('en')} />
        <Fact name="Projects" value={counts.projects.toLocaleString('en')} />
        <Fact name="Tasks" value={`${counts.tasks.toLocaleString('en')}, ${counts.openTasks.toLocaleString('en')} open`} />
        <Fact name="Events" value={counts.events.toLocaleString('en')} note="Kept for ever: they are the audit log." />
        <Fact name="Notifications" value={counts.notifications.toLocaleString('en')} />
      </dl>
    </section>
  )
}
