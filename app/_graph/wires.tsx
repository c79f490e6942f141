'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import { meets, shapeOf, type Box } from './geometry.ts'
import type { Layout, Route } from './layout.ts'
import type { Way } from './layout/measures.ts'

/** How a line is drawn. The end says what gates: a bar is still open, an arrow is cleared or a note, a ring was discovered. */
export type Wire = 'related' | 'duplicates' | 'parent' | 'discovered' | 'cleared' | 'fade' | 'open' | 'critical' | 'held'
export const WIRES: Wire[] = ['related', 'duplicates', 'parent', 'discovered', 'cleared', 'fade', 'open', 'critical', 'held']

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

/** How a line ends, as path data. */
export function tipPath({ tip: { x, y, facing } }: Pick<Route, 'tip'>, wire: Wire, way: Way) {
  const at = (along: number, across: number) => (way === 'right' ? `${along} ${across}` : `${across} ${along}`)
  if (wire === 'discovered') return `M${x} ${y}m${at(-6 * facing, 0)}a3 3 0 1 0 ${at(6 * facing, 0)}a3 3 0 1 0 ${at(-6 * facing, 0)}`
  if (wire === 'open' || wire === 'held' || wire === 'critical' || wire === 'fade') return `M${x} ${y}m${at(0, -7)}l${at(0, 14)}`
  return `M${x} ${y}m${at(-4 * facing, -5)}l${at(5 * facing, 5)}l${at(-5 * facing, 5)}`
}

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
