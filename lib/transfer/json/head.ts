import { z } from 'zod'

export const VERSION = 1

/** The first line of a file, closed by its list of records. */
export const headSchema = z.object({
  format: z.literal('task-orchestrator'),
  version: z.number(),
  exportedAt: z.string(),
  /** The handle of whoever exported it; null for the server's own command. */
  by: z.string().nullable(),
  projects: z.array(z.string()),
  /** Those of the projects that were exported with an OWNER's rights, with from where events came and who watches what. */
  owned: z.array(z.string()),
})
export type Head = z.output<typeof headSchema>

const OPENS = ',"records":['
export const headLine = (head: Head) => `${JSON.stringify(head).slice(0, -1)}${OPENS}`

/** The head of a first line, or null when it is none. */
export function readHead(line: string): Head | null {
  const text = line.replace(/^\uFEFF/, '').trim()
  if (!text.endsWith(OPENS)) return null
  try {
    return headSchema.parse(JSON.parse(`${text.slice(0, -OPENS.length)}}`))
  } catch {
    return null
  }
}

const CLOSES = '],"counts":'
/** The last line: how many records of each kind came before it, so that a file that was cut off is noticed. */
export const tailLine = (counts: Record<string, number>) => `${CLOSES}${JSON.stringify(counts)}}`

export function readTail(line: string): Record<string, number> | null {
  if (!line.startsWith(CLOSES)) return null
  try {
    return z.record(z.string(), z.number()).parse(JSON.parse(line.slice(CLOSES.length, -1)))
  } catch {
    return null
  }
}
