export interface Refused {
  /** What to show above the form. */
  message: string
  fields: Record<string, string>
  status: number
}

/** Sends a form of the front door as JSON: null when it was accepted, else why not. */
export async function post(path: string, body: Record<string, unknown>): Promise<Refused | null> {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(
    () => null,
  )
  if (!answer) return { message: 'The server could not be reached. Try again.', fields: {}, status: 0 }
  if (answer.ok) return null
  const said: unknown = await answer.json().catch(() => null)
  const issues = isRecord(said) && Array.isArray(said.issues) ? said.issues.filter(isIssue) : []
  return {
    message: messageOf(said) ?? (answer.status === 429 ? 'Too many attempts. Wait a minute.' : 'This was refused.'),
    fields: Object.fromEntries(issues.map(({ field, message }) => [field, message])),
    status: answer.status,
  }
}

function messageOf(said: unknown): string | null {
  if (!isRecord(said)) return null
  if (typeof said.message === 'string') return said.message
  if (typeof said.error === 'string') return said.error
  return messageOf(said.error)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isIssue(value: unknown): value is { field: string; message: string } {
  return isRecord(value) && typeof value.field === 'string' && typeof value.message === 'string'
}
