import { WireSample, type Wire } from './wires.tsx'

const LINES: { wire: Wire; word: string }[] = [
  { wire: 'open', word: 'Still gates' },
  { wire: 'held', word: 'Holds the selection' },
  { wire: 'cleared', word: 'Cleared' },
  { wire: 'critical', word: 'Critical path' },
]

export function Legend() {
  return (
    <div className="legend">
      <span className="cap">Left blocks right</span>
      {LINES.map(({ wire, word }) => (
        <span key={wire} className="inline-flex items-center gap-1.5">
          <WireSample wire={wire} />
          {word}
        </span>
      ))}
    </div>
  )
}
