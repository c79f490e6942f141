'use client'
import { useReactFlow } from '@xyflow/react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { isArrow, nextNode } from './focus.ts'
import type { Picture } from './fold.ts'
import { lineNear, type plateFinder } from './geometry.ts'
import type { Layout } from './layout.ts'
import type { useChosenEdge } from './use-chosen-edge.ts'

const NEAR_LINE = 7

interface HandsProps {
  layout: Layout
  picture: Picture
  selected: string | null
  isPainted: boolean
  find: ReturnType<typeof plateFinder>
  edge: Pick<ReturnType<typeof useChosenEdge>, 'choose' | 'chooseAt' | 'leave'>
  goTo: (id: string) => void
  select: (id: string) => void
  onSelect: (id: string | null) => void
  onUnfold: (name: string) => void
  onMenu: (menu: { id: string; at: HTMLElement }) => void
}

/** What the keys and the pointer do on the graph: arrows walk along the lines, a press chooses the plate or the line below it. */
export function useHands({ layout, picture, selected, isPainted, find, edge, goTo, select, onSelect, onUnfold, onMenu }: HandsProps) {
  const flow = useReactFlow()
  return {
    onKeyDown(event: KeyboardEvent) {
      const from = (event.target as HTMLElement).dataset.task
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
      if (event.key === 'Escape' && selected) onSelect(null)
      else if (from && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
        edge.chooseAt(from, event.key === 'ArrowLeft' ? 'in' : 'out')
      } else if (from && isArrow(event.key)) {
        const next = nextNode(from, event.key, layout, picture.lines)
        if (next) goTo(next)
      } else return
      event.preventDefault()
    },
    onPaneClick(event: MouseEvent) {
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      const plate = isPainted ? find(point) : null
      if (plate !== null) return plate.startsWith('fold ') ? onUnfold(plate.slice(5)) : select(plate)
      const line = picture.lines.find(({ id }) => id === lineNear(layout.routes, point, NEAR_LINE / flow.getZoom()))
      const first = line?.edges[0]
      if (first) edge.choose(first.id, first.from)
      else {
        edge.leave()
        onSelect(null)
      }
    },
    onContextMenu(event: MouseEvent) {
      const at = (event.target as HTMLElement).closest<HTMLElement>('a[data-task]')
      if (!at?.dataset.task) return
      event.preventDefault()
      onMenu({ id: at.dataset.task, at })
    },
  }
}
