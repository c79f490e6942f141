'use client'
import { BottomNav, Fascia, LiveLamp, type Place } from '#app/_ui/fascia.tsx'
import { LineStrip } from '#app/_ui/line-strip.tsx'
import { tell } from '#app/_ui/toast.tsx'

const COUNTS = { pending: 8, blocked: 11, inProgress: 5, completed: 2259, cancelled: 3 }
const STATIONS = (['COMPLETED', 'IN_PROGRESS', 'BLOCKED', 'BLOCKED'] as const).map((status, n) => ({
  key: `BEADS-${404 + n}`,
  title: ['Read the old adapter', 'Python adapter library', 'Update the example', 'Write the integration guide'][n] ?? '',
  href: '#heads',
  status,
  length: n + 1,
  isCurrent: n === 1,
}))
const PLACES: Place[] = [
  { href: '#heads', word: 'Inbox', icon: 'inbox', isCurrent: false, count: 7 },
  { href: '#heads-tasks', word: 'Tasks', icon: 'tasks', isCurrent: true },
]
const nothing = () => tell('Pressed')

export function Heads() {
  return (
    <div className="grid gap-3">
      <Fascia
        places={PLACES}
        project={{ key: 'BEADS', name: 'Beads' }}
        projects={[{ key: 'BEADS', name: 'Beads' }]}
        person={{ name: 'Inês Okafor', handle: 'ines', isAdmin: true }}
        isSidebarShown={false}
        onSidebar={nothing}
        crumbs={null}
        search={null}
        lamp={<LiveLamp state="live" age="" />}
        onTheme={nothing}
        onKeys={nothing}
        onSignOut={nothing}
      />
      <span className="flex flex-wrap gap-4 bg-fascia p-3 text-fascia-ink">
        <LiveLamp state="live" age="" />
        <LiveLamp state="connecting" age="" />
        <LiveLamp state="lost" age="40 s" />
      </span>
      <LineStrip caption="Critical path" sum="4 tasks, 11 h left" counts={COUNTS} stations={STATIONS} more={2} />
      <LineStrip caption="Progress" sum="24 open" counts={COUNTS} />
      <BottomNav places={PLACES} isMore={false} onMore={nothing} />
    </div>
  )
}
