'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import { meets, shapeOf, type Box } from './geometry.ts'
import type { Layout, Route } from './layout.ts'
import { tipPath, WIRES, type Wire } from './wire.ts'

interface WiresProps {
  layout: Layout
  wireOf: ReadonlyMap<string, Wire>
  box: Box
}

/** The lines in sight, in two paths for each kind, however many they are. */
export const Wires = memo(function Wires({ layout, wireOf, box }: WiresProps) {
  const groups = new Map<Wire, Route[]>()
  for (const route of layout.routes) {
    if (!meets(shapeOf(route).box, box)) continue
    const wire = wireOf.get(route.id) ?? 'open'
    const group = groups.get(wire)
    if (group) group.push(route)
    else groups.set(wire, [route])
  }
  return (
    <ViewportPortal>
      <svg className="graph-wires" aria-hidden width={1} height={1}>
        {WIRES.map((wire) => {
          const routes = groups.get(wire)
          if (!routes) return null
          return (
            <g key={wire} data-wire={wire}>
              <path className="wire" d={routes.map((route) => route.path).join('')} />
              <path className="tip" d={routes.map((route) => tipPath(route, wire, layout.way)).join('')} />
            </g>
          )
        })}
      </svg>
    </ViewportPortal>
  )
})

/** One short piece of each, for the legend. */
export function WireSample({ wire }: { wire: Wire }) {
  return (
    <svg viewBox="0 0 38 14" width={34} height={12} aria-hidden className="flex-none">
      <g data-wire={wire}>
        <path className="wire" d={wire === 'discovered' ? 'M1 7H26' : 'M1 7H32'} />
        <path className="tip" d={tipPath({ tip: { x: 32, y: 7, facing: 1 } }, wire, 'right')} />
      </g>
    </svg>
  )
}
