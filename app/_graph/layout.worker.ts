import type { Way } from './layout/measures.ts'
import { layoutGraph, type LayoutEdge, type LayoutNode } from './layout.ts'

export type LayoutRequest = { run: number; nodes: LayoutNode[]; edges: LayoutEdge[]; way: Way }

/** Runs beside the page, so that a large graph never holds up a frame. Answers carry the number of the request they belong to. */
self.addEventListener('message', (message: MessageEvent<LayoutRequest>) => {
  const { run, nodes, edges, way } = message.data
  self.postMessage({ run, layout: layoutGraph(nodes, edges, way) })
})
