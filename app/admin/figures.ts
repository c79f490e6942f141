const STEPS = ['B', 'kB', 'MB', 'GB', 'TB']

/** "512 B", "3.4 MB", "120 MB": three figures at most. */
export function bytes(count: number) {
  const step = Math.min(STEPS.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** step
  return `${value.toLocaleString('en', { maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1 })} ${STEPS[step]}`
}

/** "0.4 ms", "12 ms", "1.3 s"; a dash for what was not measured yet. */
export function milliseconds(ms: number | null) {
  if (ms === null) return '–'
  if (ms >= 1000) return `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`
  return `${ms.toLocaleString('en', { maximumFractionDigits: ms < 10 ? 1 : 0 })} ms`
}
