const ROW = 36

/** The lines between the list and the task: a bar where something is still open, an arrow where it is cleared. */
export function Threads({ edges, to }: { edges: readonly { id: string; isOpen: boolean }[]; to: 'me' | 'others' }) {
  if (edges.length === 0) return <span className="threads" />
  const height = edges.length * ROW
  const middle = height / 2
  return (
    <svg className="threads" aria-hidden viewBox={`0 0 44 ${height}`} height={height}>
      {edges.map(({ id, isOpen }, row) => {
        const y = row * ROW + ROW / 2
        const [from, end] = to === 'me' ? [y, middle + spread(row, edges.length)] : [middle, y]
        return (
          <g key={id} className={isOpen ? (to === 'me' ? 'is-open' : undefined) : 'is-cleared'}>
            <path d={way(from, end)} />
            <path d={isOpen ? `M39 ${end - 6}v12` : `M35 ${end - 5}l5 5l-5 5`} />
          </g>
        )
      })}
    </svg>
  )
}

/** Several lines enter one plate beside each other, within its height. */
function spread(row: number, count: number) {
  return (row - (count - 1) / 2) * Math.min(12, 36 / Math.max(1, count - 1))
}

function way(from: number, to: number) {
  const step = to - from
  if (step === 0) return `M2 ${from}H38`
  const cut = Math.sign(step) * Math.min(8, Math.abs(step) / 2)
  return `M2 ${from}H12L20 ${from + cut}V${to - cut}L28 ${to}H38`
}
