import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { ProjectRow } from '../task/types.ts'
import { brief, idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { ProjectArchivedError } from './errors.ts'
import { inProject } from './locate.ts'
import { repository } from './repository.ts'
import { requireVersion } from './version.ts'

const schema = z.object({
  project: ref,
  name: label(LIMITS.projectName).optional(),
  status: z.enum(['PLANNING', 'ACTIVE', 'COMPLETED', 'ARCHIVED']).optional(),
  editing: z.enum(['STRICT', 'OPEN']).optional(),
  brief: brief(LIMITS.brief).nullish(),
  repository: repository.optional(),
  leaseMinutes: z
    .int()
    .min(1)
    .max(LIMITS.leaseSeconds.max / 60)
    .optional(),
  maxAttempts: z.int().min(1).max(100).optional(),
  expectedVersion: z.int().nullish(),
  idempotencyKey,
})

/** Changes a project's fields; an archived one takes a new status and nothing else. */
export async function updateProject(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return inProject(caller, { name: 'updateProject', input: parsed, right: 'UPDATE_PROJECT' }, async (w, project) => {
    const wanted = columns(parsed)
    await requireVersion(w, project, parsed.expectedVersion, wanted)
    const changes = (Object.keys(wanted) as (keyof ProjectRow)[])
      .filter((field) => wanted[field] !== project[field])
      .map((field) => ({ field, old: project[field], new: wanted[field] }))
    if (project.status === 'ARCHIVED' && (wanted.status === undefined || wanted.status === 'ARCHIVED') && changes.length)
      throw new ProjectArchivedError(project.key)
    if (!changes.length) return { project: project.id }
    const data = Object.fromEntries(changes.map((change) => [change.field, change.new]))
    await w.tx.project.update({ where: { id: project.id }, data: { ...data, version: { increment: 1 }, updatedAt: w.now } })
    w.event({ action: 'PROJECT_UPDATED', projectId: project.id, changes })
    return { project: project.id }
  })
}

function columns({ brief: text, ...input }: z.output<typeof schema>): Partial<ProjectRow> {
  const fields = {
    name: input.name,
    status: input.status,
    editing: input.editing,
    repository: input.repository,
    leaseMinutes: input.leaseMinutes,
    maxAttempts: input.maxAttempts,
  }
  const cleared = { why: '', what: '', done: '' }
  const parts = text === null ? cleared : { why: text?.why, what: text?.what, done: text?.done }
  return Object.fromEntries(Object.entries({ ...fields, ...parts }).filter(([, value]) => value !== undefined))
}
