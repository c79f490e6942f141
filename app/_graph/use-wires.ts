import { useMemo } from 'react'
import { isGating } from './chain.tsx'
import type { Graph } from './documents.ts'
import type { Picture } from './fold.ts'
import { NOTE } from './legend.tsx'
import type { Wire } from './wire.ts'

interface WiresFrom {
  graph: Graph
  picture: Picture
  selected: string | null
  spine: readonly string[]
}

/** How each line is drawn now. */
export function useWires({ graph, picture, selected, spine }: WiresFrom): ReadonlyMap<string, Wire> {
  return useMemo(() => {
    const status = new Map(graph.nodes.map((task) => [task.id, task.status]))
    const edges = new Map(graph.edges.map((edge) => [edge.id, edge]))
    const next = new Map(spine.slice(1).map((id, at) => [spine[at], id]))
    const wires = new Map<string, Wire>()
    for (const line of picture.lines) {
      if (line.kind !== 'BLOCKS') {
        wires.set(line.id, NOTE[line.kind].wire)
        continue
      }
      const isOpen = line.edges.some((edge) => isGating(edges.get(edge.id) ?? edge, (id) => status.get(id)))
      const end = status.get(line.to)
      if (!isOpen) wires.set(line.id, 'cleared')
      else if (line.to === selected) wires.set(line.id, 'held')
      else if (next.get(line.from) === line.to) wires.set(line.id, 'critical')
      else wires.set(line.id, end === 'CANCELLED' || end === 'COMPLETED' ? 'fade' : 'open')
    }
    return wires
  }, [graph, picture, selected, spine])
}
