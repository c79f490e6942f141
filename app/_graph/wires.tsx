'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import type { Layout, Route } from './layout.ts'

/** How an edge is drawn. The end says what gates: a bar is still open, an arrow is cleared. */
export type Wire = 'cleared' | 'fade' | 'open' | 'held' | 'critical'
const ORDER: Wire[] = ['cleared', 'fade', 'open', 'critical', 'held']

/** All edges in ten paths: one element for each kind, however many edges there are. */
export const Wires = memo(function Wires({ layout, wireOf }: { layout: Layout; wireOf: ReadonlyMap<string, Wire> }) {
  const groups = new Map<Wire, Route[]>()
  for (const route of layout.routes) {
    const wire = wireOf.get(route.id) ?? 'open'
    groups.set(wire, [...(groups.get(wire) ?? []), route])
  }
  return (
    <ViewportPortal>
      <svg className="graph-wires" aria-hidden width={layout.width} height={layout.height}>
        {ORDER.map((wire) => {
          const routes = groups.get(wire)
          if (!routes) return null
          return (
            <g key={wire} data-wire={wire}>
              <path className="wire" d={routes.map((route) => route.path).join('')} />
              <path className="tip" d={routes.map((route) => tip(route, wire)).join('')} />
            </g>
          )
        })}
      </svg>
    </ViewportPortal>
  )
})

function tip({ tip: { x, y, facing } }: Route, wire: Wire) {
  return wire === 'cleared' ? `M${x - 4 * facing} ${y - 5}l${5 * facing} 5l${-5 * facing} 5` : `M${x} ${y - 7}v14`
}

/** One short piece of each, for the legend. */
export function WireSample({ wire }: { wire: Wire }) {
  return (
    <svg viewBox="0 0 38 14" width={34} height={12} aria-hidden className="flex-none">
      <g data-wire={wire}>
        <path className="wire" d="M1 7H32" />
        <path className="tip" d={tip({ id: '', path: '', tip: { x: 32, y: 7, facing: 1 } }, wire)} />
      </g>
    </svg>
  )
}
