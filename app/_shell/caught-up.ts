export interface Gap {
  /** Events that came after the line stood again. */
  changes: number
  /** Every event could still be told; otherwise the page was read as a whole. */
  isWhole: boolean
}

export function caughtUp({ changes, isWhole }: Gap) {
  if (!isWhole) return 'Too much had happened to tell one by one, so the page was read again.'
  if (changes === 0) return 'Nothing had changed.'
  return `Caught up, ${changes.toLocaleString('en')} ${changes === 1 ? 'change' : 'changes'}.`
}
