import { z } from 'zod'
import { SCOPES } from '#lib/auth/caller.ts'
import type { newTokenSecret } from '#lib/auth/fresh-secret.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import { label, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'

export const tokenFields = {
  name: label(LIMITS.tokenName),
  scopes: z.array(z.enum(SCOPES)).min(1, 'name at least one scope').max(SCOPES.length),
  projects: z.array(ref).max(100).nullish(),
  expiresInDays: z.int().min(1).max(3650).nullish(),
}

interface NewToken {
  agent: { id: string; handle: string }
  name: string
  scopes: readonly (typeof SCOPES)[number][]
  /** Ids of the projects that it is limited to; none for all of its agent. */
  projectIds: readonly string[]
  expiresInDays?: number | null | undefined
  secret: Pick<ReturnType<typeof newTokenSecret>, 'hash' | 'hint'>
}

/** Stores a token by the hash of its secret. Whoever calls has checked the right. Answers its id. */
export async function insertToken(w: Write, { agent, name, scopes: given, projectIds, expiresInDays, secret }: NewToken): Promise<string> {
  const id = newId('tok')
  const expiresAt = expiresInDays ? new Date(w.now.getTime() + expiresInDays * 24 * 3600_000) : null
  const scopes = SCOPES.filter((scope) => given.includes(scope)).join(' ')
  const createdById = w.caller.via === 'command' || w.caller.via === 'system' ? null : w.caller.actorId
  const { hash, hint } = secret
  await w.tx.token.create({ data: { id, actorId: agent.id, name, hash, hint, scopes, expiresAt, createdById, createdAt: w.now } })
  if (projectIds.length)
    await w.tx.tokenProject.createMany({ data: [...new Set(projectIds)].map((projectId) => ({ tokenId: id, projectId })) })
  w.event({
    action: 'TOKEN_CREATED',
    projectId: null,
    subjectId: id,
    data: { agent: agent.id, handle: agent.handle, name, scopes },
  })
  return id
}
