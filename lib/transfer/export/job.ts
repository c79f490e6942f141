import type { ExportFormat } from './formats.ts'

/** What is exported, decided before: rights were asked, and nothing here asks again. It is copied into a thread. */
export interface ExportJob {
  format: ExportFormat
  /** Whoever exports: whose private notes come along, and nobody else's. */
  actorId: string | null
  handle: string | null
  projects: ExportedProject[]
  /** A condition on the columns of "Task", in parts and the values between them; null: all that are not deleted. Not for JSON. */
  where: { strings: string[]; values: unknown[] } | null
  at: Date
}

export interface ExportedProject {
  id: string
  key: string
  /** With the rights of an OWNER also from where events came, and who watches what. */
  isOwner: boolean
}
