import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { brief, idempotencyKey, label, parse } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { repository } from './repository.ts'

const schema = z.object({
  key: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'must be 2 to 10 letters and digits, a letter first'),
  name: label(LIMITS.projectName),
  status: z.enum(['PLANNING', 'ACTIVE', 'COMPLETED', 'ARCHIVED']).nullish(),
  editing: z.enum(['STRICT', 'OPEN']).nullish(),
  brief: brief(LIMITS.brief).nullish(),
  repository: repository.nullish(),
  idempotencyKey,
})

/** Creates a project; the caller becomes its first OWNER. */
export async function createProject(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  requireScope(caller, 'MANAGE')
  return write(caller, { name: 'createProject', input: fields, idempotencyKey: key, gate: [] }, async (w) => {
    if (await w.tx.project.findUnique({ where: { key: fields.key } })) throw new AlreadyExistsError('key', fields.key)
    const id = newId('prj')
    await w.tx.project.create({
      data: {
        id,
        key: fields.key,
        name: fields.name,
        status: fields.status ?? 'ACTIVE',
        editing: fields.editing ?? 'STRICT',
        why: fields.brief?.why ?? '',
        what: fields.brief?.what ?? '',
        done: fields.brief?.done ?? '',
        repository: fields.repository ?? '',
        createdById: caller.via === 'command' ? null : caller.actorId,
        createdAt: w.now,
        updatedAt: w.now,
      },
    })
    if (caller.via !== 'command')
      await w.tx.member.create({ data: { projectId: id, actorId: caller.actorId, role: 'OWNER', createdAt: w.now } })
    w.event({ action: 'PROJECT_CREATED', projectId: id, data: { key: fields.key, name: fields.name } })
    w.event({ action: 'PROJECT_CREATED', projectId: null, subjectId: id, data: { key: fields.key } })
    w.wakes(AUTH_TOPIC)
    return { project: id }
  })
}
