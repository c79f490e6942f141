import type { Result } from './address.ts'

export const RESULT_WORD: Record<Result, string> = { CREATED: 'New', UPDATED: 'Changed', UNCHANGED: 'As it was', SKIPPED: 'Skipped' }

/** "DANGLING_LINK" reads "Dangling link". */
export const findingWord = (code: string) => code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ')
