import type { Way } from './layout/measures.ts'
import type { Note } from './address.ts'
import type { Wire } from './wire.ts'
import { WireSample } from './wires.tsx'

const GATES: { wire: Wire; word: string }[] = [
  { wire: 'open', word: 'Still gates' },
  { wire: 'held', word: 'Holds the task' },
  { wire: 'cleared', word: 'Cleared' },
]
export const NOTE: Record<Note, { wire: Wire; word: string; verb: string }> = {
  PARENT: { wire: 'parent', word: 'Parts', verb: 'has the part' },
  RELATED: { wire: 'related', word: 'Related', verb: 'is related to' },
  DUPLICATES: { wire: 'duplicates', word: 'Duplicates', verb: 'is duplicated by' },
  DISCOVERED_FROM: { wire: 'discovered', word: 'Discovered from', verb: 'led to' },
}

export function Legend({ way, notes, isCritical }: { way: Way; notes: readonly Note[]; isCritical: boolean }) {
  return (
    <div className="legend">
      <span className="cap">{way === 'right' ? 'Left blocks right' : 'Upper blocks lower'}</span>
      {GATES.map(({ wire, word }) => (
        <Sample key={wire} wire={wire} word={word} />
      ))}
      {isCritical && <Sample wire="critical" word="Critical path" />}
      {notes.length > 0 && <span className="cap ml-2 border-l border-joint-2 pl-4">Notes only</span>}
      {notes.map((note) => (
        <Sample key={note} wire={NOTE[note].wire} word={NOTE[note].word} />
      ))}
    </div>
  )
}

function Sample({ wire, word }: { wire: Wire; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <WireSample wire={wire} />
      {word}
    </span>
  )
}
