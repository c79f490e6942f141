import { STATUS, StatusMark } from '#app/_ui/status.tsx'
import type { LeftOut } from './left-out.ts'

/** The work that is left out, as a stack with a count by status. It unfolds into the graph and back. */
export function Folded({ parts, isShown, onShow }: { parts: LeftOut; isShown: boolean; onShow: (shown: boolean) => void }) {
  if (parts.length === 0) return null
  const total = parts.reduce((sum, group) => sum + group.count, 0)
  return (
    <button type="button" aria-expanded={isShown} onClick={() => onShow(!isShown)} className="folded-stack">
      <span className="flex flex-wrap gap-x-3">
        {parts.map(({ status, count }) => (
          <span key={status} className="inline-flex items-center gap-1.5">
            <StatusMark status={status} />
            <b>{count.toLocaleString('en')}</b>
            <span className="text-ink-2">{STATUS[status].word.toLowerCase()}</span>
          </span>
        ))}
      </span>
      <span className="text-ink-3">
        {isShown ? `${total.toLocaleString('en')} not drawn: too many for one picture` : 'folded, press to show'}
      </span>
    </button>
  )
}
