interface Props {
  label: string
  done: number
  total: number
  unit?: (count: number) => string
}

/** How far something is, as a bar and in figures; without a total only that it goes on. */
export function Progress({ label, done, total, unit = (count) => count.toLocaleString('en') }: Props) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <span className="strong min-w-0 truncate">{label}</span>
        <span className="mono text-ink-2">{total > 0 ? `${unit(done)} of ${unit(total)}` : 'reading'}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={total > 0 ? Math.round(share * 100) : undefined}
        className="h-2 border border-control bg-panel"
      >
        <div className="h-full bg-ink transition-[width] duration-300" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
