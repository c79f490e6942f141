'use client'
import { useReactFlow } from '@xyflow/react'
import { IconButton } from '#app/_ui/button.tsx'
import type { Layout } from './layout.ts'

export const FIT = { padding: 0.06 }
/** From the layout: of many plates only some are built. */
export const wholeOf = ({ width, height }: Layout) => ({ x: 0, y: 0, width, height })

interface ZoomButtonsProps {
  layout: Layout
  selected: string | null
  onSelection: (id: string) => void
}

export function ZoomButtons({ layout, selected, onSelection }: ZoomButtonsProps) {
  const flow = useReactFlow()
  const joint = 'rounded-none border-t-joint max-sm:border-l-joint'
  return (
    <div className="float top-3 right-3 grid max-sm:top-auto max-sm:right-2 max-sm:bottom-2 max-sm:grid-flow-col">
      <IconButton icon="plus" label="Zoom in" className="rounded-none" onPress={() => void flow.zoomIn()} />
      <IconButton icon="minus" label="Zoom out" className={joint} onPress={() => void flow.zoomOut()} />
      <IconButton icon="fit" label="Show the whole graph" className={joint} onPress={() => void flow.fitBounds(wholeOf(layout), FIT)} />
      <IconButton
        icon="flag"
        label="Zoom to the selected task"
        isDisabled={selected === null}
        className={joint}
        onPress={() => selected && onSelection(selected)}
      />
    </div>
  )
}
