'use client'
import { useReactFlow } from '@xyflow/react'
import { useCommands } from '#app/_shell/commands.ts'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'
import type { Side } from './reach.ts'
import { FIT, wholeOf } from './zoom-buttons.tsx'

interface CanvasCommandsProps {
  layout: Layout
  /** The task that the keyboard stands on. */
  current: string | null
  selected: string | null
  keyOf: (id: string) => string
  canLink: boolean
  link: (id: string, side: Side) => void
}

const CLOSE = 1.1

export function useCanvasCommands({ layout, current, selected, keyOf, canLink, link }: CanvasCommandsProps) {
  const flow = useReactFlow()
  const zoomTo = (id: string | null) => {
    const place = id === null ? undefined : layout.nodes.get(id)
    if (place) void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: CLOSE })
  }
  const here = selected ?? current
  useCommands([
    {
      id: 'graph.fit',
      title: 'Show the whole graph',
      group: 'View',
      keys: '0',
      icon: 'fit',
      run: () => void flow.fitBounds(wholeOf(layout), FIT),
    },
    {
      id: 'graph.in',
      title: 'Zoom in',
      group: 'View',
      keys: '+',
      icon: 'plus',
      keysOnly: true,
      repeats: true,
      run: () => void flow.zoomIn(),
    },
    {
      id: 'graph.out',
      title: 'Zoom out',
      group: 'View',
      keys: '-',
      icon: 'minus',
      keysOnly: true,
      repeats: true,
      run: () => void flow.zoomOut(),
    },
    ...(here === null
      ? []
      : [
          {
            id: 'graph.zoom',
            title: `Zoom to ${keyOf(here)}`,
            group: 'View' as const,
            keys: 'z',
            icon: 'fit' as const,
            run: () => zoomTo(here),
          },
        ]),
    ...(current === null || !canLink
      ? []
      : [
          {
            id: 'graph.blocked-by',
            title: `${keyOf(current)} blocked by…`,
            group: 'Task' as const,
            keys: 'm b',
            icon: 'blocked-by' as const,
            run: () => link(current, 'waits'),
          },
          {
            id: 'graph.blocks',
            title: `${keyOf(current)} blocks…`,
            group: 'Task' as const,
            keys: 'm o',
            icon: 'blocks' as const,
            run: () => link(current, 'blocks'),
          },
        ]),
  ])
}
