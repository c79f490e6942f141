import type { IconName } from './glyphs.ts'
import { Icon } from './icon.tsx'

export interface ActorLike {
  kind: 'PERSON' | 'AGENT'
  handle: string
  name: string
}
export type PresenceState = 'ONLINE' | 'LATE' | 'OFFLINE' | 'UNKNOWN'

/** People are round with a name in sans, agents are square with a handle in mono. */
export function ActorName({ actor, className = '' }: { actor: ActorLike; className?: string }) {
  return (
    <span className={`inline-flex max-w-full min-w-0 items-center gap-1.5 leading-[18px] whitespace-nowrap ${className}`}>
      {actor.kind === 'AGENT' ? <Icon name="agent" label="Agent" className="text-ink-2" /> : <Initials name={actor.name} />}
      <span className={actor.kind === 'AGENT' ? 'mono truncate font-medium' : 'truncate'}>
        {actor.kind === 'AGENT' ? actor.handle : actor.name}
      </span>
    </span>
  )
}

export function Initials({ name, size = 18, fascia = false }: { name: string; size?: number; fascia?: boolean }) {
  return (
    <span
      aria-hidden
      className={`grid flex-none place-items-center rounded-round font-[650] tracking-[.02em] dense ${fascia ? 'bg-fascia-ink text-fascia-rev' : 'bg-ink-2 text-plate'}`}
      style={{ width: size, height: size, fontSize: size * 0.47, lineHeight: 1 }}
    >
      {initialsOf(name)}
    </span>
  )
}

const PRESENCE: Record<PresenceState, { icon: IconName; word: string; color: string } | null> = {
  ONLINE: { icon: 'presence-online', word: 'Online', color: 'text-clear-lamp' },
  LATE: { icon: 'presence-late', word: 'Late', color: 'text-caution-lamp' },
  OFFLINE: { icon: 'presence-offline', word: 'Offline', color: 'text-ink-3' },
  UNKNOWN: null,
}

export function PresenceMark({ presence }: { presence: PresenceState }) {
  const mark = PRESENCE[presence]
  if (!mark) return null
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon name={mark.icon} className={mark.color} />
      {mark.word}
    </span>
  )
}

function initialsOf(name: string) {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => [...(word ?? '?')][0]?.toUpperCase()).join('')
}
