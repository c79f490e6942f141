/** The task that a text names by key, by number in the current project, or by 4 or more first characters of its id; else null. */
export function taskRef(text: string, project: string | null): string | null {
  const ref = text.trim()
  if (/^[a-z][a-z0-9]*-\d+$/i.test(ref)) return ref.toUpperCase()
  if (/^#?\d{1,6}$/.test(ref) && project) return `${project}-${ref.replace('#', '')}`
  // Words such as "feed" are made of these characters too; they name a task only if there is one.
  return /^[0-9a-f]{4,32}$/i.test(ref) ? ref.toLowerCase() : null
}
