import { layoutGraph, type LayoutEdge, type LayoutNode } from './layout.ts'

export type LayoutRequest = { run: number; nodes: LayoutNode[]; edges: LayoutEdge[] }

/** Runs beside the page, so that a large graph never holds up a frame. Answers carry the number of the request they belong to. */
self.addEventListener('message', (message: MessageEvent<LayoutRequest>) => {
  const { run, nodes, edges } = message.data
  self.postMessage({ run, layout: layoutGraph(nodes, edges) })
})
