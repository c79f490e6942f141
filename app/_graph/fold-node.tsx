'use client'
import type { Node, NodeProps } from '@xyflow/react'
import { memo, use, useEffect, useRef } from 'react'
import { StatusMark } from '#app/_ui/status.tsx'
import type { Fold } from './fold.ts'
import { NodeWorldContext } from './task-node.tsx'

export type FoldNodeType = Node<{ fold: Fold; isTabStop: boolean }, 'fold'>

/** Finished tasks as a stack with a count; pressed, it opens. */
export const FoldNode = memo(function FoldNode({ data: { fold, isTabStop } }: NodeProps<FoldNodeType>) {
  const { isFar, unfold, wanted } = use(NodeWorldContext)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (wanted.current !== fold.id) return
    wanted.current = null
    button.current?.focus({ preventScroll: true })
  })
  const parts = foldParts(fold)
  return (
    <button
      ref={button}
      type="button"
      data-task={fold.id}
      aria-expanded={false}
      aria-label={`${foldWords(fold)} folded, ${fold.name} to ${fold.last}`}
      tabIndex={isTabStop ? 0 : -1}
      className="plate-node stack-node"
      onClick={() => unfold(fold.name)}
    >
      <span aria-hidden className="signs">
        <StatusMark status={fold.tasks[0]?.status ?? 'COMPLETED'} size={isFar ? 42 : 16} />
      </span>
      {!isFar && (
        <span className="words text-left">
          {parts.map(({ word, count }) => (
            <span key={word} className="strong block leading-[17px]">
              {count.toLocaleString('en')} {word}
            </span>
          ))}
          <span className="mono block leading-[17px] text-ink-2">
            {fold.name} to {fold.last.slice(fold.last.lastIndexOf('-') + 1)}
          </span>
        </span>
      )}
    </button>
  )
})

function foldParts({ tasks }: Fold) {
  const completed = tasks.filter(({ status }) => status === 'COMPLETED').length
  return [
    { word: 'completed', count: completed },
    { word: 'cancelled', count: tasks.length - completed },
  ].filter(({ count }) => count > 0)
}

/** "5 completed, 1 cancelled" */
export const foldWords = (fold: Fold) =>
  foldParts(fold)
    .map(({ word, count }) => `${count.toLocaleString('en')} ${word}`)
    .join(', ')
