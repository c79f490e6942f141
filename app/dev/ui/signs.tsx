import { ActorName, Initials, PresenceMark } from '#app/_ui/actor.tsx'
import { GLYPHS, type IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { PRIORITIES, PriorityMark, STATUSES, StatusMark } from '#app/_ui/status.tsx'

export function Icons() {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
      {(Object.keys(GLYPHS) as IconName[]).map((name) => (
        <li key={name} className="flex items-center gap-2">
          <Icon name={name} /> <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  )
}

export function Statuses() {
  return (
    <div className="grid grid-cols-3 gap-4">
      <ul className="grid gap-2">
        {STATUSES.map((status) => (
          <li key={status}>
            <StatusMark status={status} word />
          </li>
        ))}
      </ul>
      <ul className="grid gap-2">
        {PRIORITIES.map((priority) => (
          <li key={priority}>
            <PriorityMark priority={priority} word />
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap content-start gap-2">
        {STATUSES.map((status) => (
          <StatusMark key={status} status={status} />
        ))}
        {PRIORITIES.map((priority) => (
          <PriorityMark key={priority} priority={priority} />
        ))}
      </p>
    </div>
  )
}

const LONG = 'Maximiliana Featherstonehaugh-Cholmondeley the Younger of Ravensworth'

export function Actors() {
  return (
    <div className="grid gap-2">
      <ActorName actor={{ kind: 'PERSON', handle: 'ines', name: 'Inês Okafor' }} />
      <ActorName actor={{ kind: 'AGENT', handle: 'kestrel', name: 'Kestrel' }} />
      <span className="block w-40">
        <ActorName actor={{ kind: 'PERSON', handle: 'max', name: LONG }} />
      </span>
      <span className="flex items-center gap-2">
        <Initials name="Inês Okafor" /> <Initials name="Inês Okafor" size={24} /> <Initials name="Cher" size={32} />
      </span>
      <span className="flex flex-wrap gap-4">
        <PresenceMark presence="ONLINE" />
        <PresenceMark presence="LATE" />
        <PresenceMark presence="OFFLINE" />
        <span className="text-ink-3">unknown shows nothing:</span>
        <PresenceMark presence="UNKNOWN" />
      </span>
    </div>
  )
}
