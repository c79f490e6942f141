import type { TaskRow } from '#app/_tasks/task.ts'

interface WiresProps {
  tasks: TaskRow[]
  current: string | null
  middleOf: (id: string) => number | null
}

const EDGE = 80
const HELD = 44
const FREES = 60
const CHAMFER = 6

/** In the gutter, what holds the focused row (vermilion, a bar at its end) and what the row frees (ink). */
export function Wires({ tasks, current, middleOf }: WiresProps) {
  const task = tasks.find(({ id }) => id === current)
  const own = current === null ? null : middleOf(current)
  if (!task || own === null) return null
  const blockers = task.blockers.filter(({ isOpen }) => isOpen).map(({ dependsOn }) => dependsOn.id)
  const freed = tasks
    .filter((other) => other.blockers.some(({ isOpen, dependsOn }) => isOpen && dependsOn.id === current))
    .map(({ id }) => id)
  const held = heights(blockers, middleOf)
  const frees = heights(freed, middleOf)
  return (
    <svg className="wires" width={EDGE + 4} height={1} aria-hidden>
      {held.map((from) => (
        <path key={from} d={wire(from, own - 4, HELD)} className="stroke-stop-lamp" strokeWidth={2.25} />
      ))}
      {frees.map((to) => (
        <path key={to} d={wire(own + 4, to, FREES)} className="stroke-ink-3" strokeWidth={1.5} />
      ))}
    </svg>
  )
}

function heights(ids: string[], middleOf: WiresProps['middleOf']) {
  return ids.map(middleOf).filter((y) => y !== null)
}

/** From a row's mark left to a trunk, along it, and right again into a bar. */
function wire(from: number, to: number, trunk: number) {
  const turn = Math.sign(to - from) * CHAMFER
  return `M${EDGE} ${from}H${trunk + CHAMFER}L${trunk} ${from + turn}V${to - turn}L${trunk + CHAMFER} ${to}H${EDGE - 2}M${EDGE - 2} ${to - 6}v12`
}
