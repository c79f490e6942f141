const NAME = 'recent-tasks'
const MOST = 8

/** Tasks looked at last in this browser, newest first; keys alone, so that what they are called is asked with today's rights. */
export function recentTasks(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string' && isKey(one)).slice(0, MOST) : []
  } catch {
    return []
  }
}

export function rememberTask(ref: string) {
  const key = ref.toUpperCase()
  if (!isKey(key)) return
  try {
    localStorage.setItem(NAME, JSON.stringify([key, ...recentTasks().filter((one) => one !== key)].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing has no recent tasks.
  }
}

const isKey = (text: string) => /^[A-Z][A-Z0-9]*-\d+$/.test(text)
