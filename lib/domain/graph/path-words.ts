/** "7 tasks, about 14 h". */
export function inWords({ length, hours }: { length: number; hours: number }): string {
  if (length === 0) return 'no open tasks'
  return `${plural(length, 'task')}, about ${inHours(hours)}`
}

/** Hours as people say them: "20 min", "2.5 h", "14 h". */
export function inHours(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`
  return `${(hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours)).toLocaleString('en')} h`
}

export const plural = (count: number, what: string) => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
