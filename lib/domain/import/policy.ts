import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { ImportRow } from './locate.ts'

type Who = Pick<Caller, 'actorId' | 'scopes' | 'isAdmin'>

export const IMPORT_ACTS = {
  UPLOAD: { scope: 'MANAGE', rule: 'everybody uploads files of their own' },
  SEE: { scope: 'READ', rule: 'only who uploaded a file sees its import, and workspace admins' },
  CHANGE: { scope: 'MANAGE', rule: 'only who uploaded a file checks, applies and cancels its import; into a project as its OWNER alone' },
} as const

export type ImportAct = keyof typeof IMPORT_ACTS

/** `row` is the import in question; null for one that is about to be uploaded. */
export function mayImport(act: ImportAct, { actorId, scopes, isAdmin }: Who, row: Pick<ImportRow, 'actorId'> | null): boolean {
  if (!scopes.includes(IMPORT_ACTS[act].scope)) return false
  switch (act) {
    case 'UPLOAD':
      return true
    case 'SEE':
      return isAdmin || row?.actorId === actorId
    case 'CHANGE':
      return row?.actorId === actorId
  }
}

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireMayImport(act: ImportAct, who: Who, row: Pick<ImportRow, 'actorId'> | null) {
  const { scope, rule } = IMPORT_ACTS[act]
  if (!who.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!mayImport(act, who, row)) throw new ForbiddenError(rule)
}
