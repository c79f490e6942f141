'use client'
import { useCallback, useState } from 'react'
import type { Graph } from './documents.ts'
import type { Picture } from './fold.ts'
import type { Layout } from './layout.ts'

interface Drawn {
  graph: Graph
  picture: Picture
  layout: Layout
}

/** The dependency that is chosen on the drawing, seen from one of its tasks: arrow keys step through the others on that side of it. */
export function useChosenEdge({ graph, picture, layout }: Drawn, goTo: (id: string) => void) {
  const [chosen, setChosen] = useState<{ edge: string; from: string } | null>(null)
  const edgesAt = (id: string, side: 'in' | 'out') => graph.edges.filter((edge) => (side === 'in' ? edge.to : edge.from) === id)
  const leave = useCallback(() => setChosen(null), [])
  return {
    handle: chosen ? handleOf({ graph, picture, layout }, chosen.edge) : null,
    choose: (edge: string, from: string) => setChosen({ edge, from }),
    chooseAt: (from: string, side: 'in' | 'out') => {
      const edge = edgesAt(from, side)[0]
      if (edge) setChosen({ edge: edge.id, from })
    },
    leave,
    close: () => {
      leave()
      if (chosen) goTo(chosen.from)
    },
    step: (step: 1 | -1) => {
      if (!chosen) return
      const edge = graph.edges.find(({ id }) => id === chosen.edge)
      const list = edge ? edgesAt(chosen.from, edge.to === chosen.from ? 'in' : 'out') : []
      const at = list.findIndex(({ id }) => id === chosen.edge)
      const next = list[(at + step + list.length) % list.length]
      if (next) setChosen({ edge: next.id, from: chosen.from })
    },
  }
}

function handleOf({ graph, picture, layout }: Drawn, id: string) {
  const edge = graph.edges.find((one) => one.id === id)
  const line = edge && picture.lines.find(({ edges }) => edges.some((one) => one.id === id))
  const route = line && layout.routes.find((one) => one.id === line.id)
  const [from, to] = [edge?.from, edge?.to].map((end) => graph.nodes.find((task) => task.id === end))
  return edge && route && from && to ? { edge, route, from, to } : null
}
