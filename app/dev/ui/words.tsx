const SURFACES = ['panel', 'plate', 'plate-2', 'well', 'joint', 'joint-2', 'control', 'ink', 'ink-2', 'ink-3', 'select', 'fascia']
const SIGNALS = ['occupied', 'stop', 'clear', 'caution'].flatMap((name) => [`${name}-lamp`, `${name}-ink`, `${name}-tint`])

export function Colours() {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
      {[...SURFACES, ...SIGNALS].map((name) => (
        <li key={name} className="flex items-center gap-2">
          <span className="h-4 w-8 flex-none border border-joint-2" style={{ background: `var(--${name})` }} />
          <span className="mono truncate">{name}</span>
        </li>
      ))}
    </ul>
  )
}

export function Words() {
  return (
    <div className="grid gap-3">
      <p className="subject">The subject of a page, 22 px at 90 % width</p>
      <p className="text-lg head">A panel’s title, 17 px</p>
      <p className="prose">
        Reading text, 14 px at 68 characters at most: briefs, context and messages. It wraps where a word is too long,
        suchasthisonewhichnobodywouldeverwriteonpurposebutwhichimportscontain.
      </p>
      <p>The interface, 13 px at 94 % width</p>
      <p className="dense">A dense cell, 88 % width</p>
      <p className="cap">A plate’s label</p>
      <p className="mono">BEADS-412 10:52 src/lib/write.ts 2,259</p>
      <p>
        <kbd>Ctrl K</kbd> <kbd>G</kbd> <kbd>T</kbd>
      </p>
    </div>
  )
}
