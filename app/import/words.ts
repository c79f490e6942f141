import type { Result } from './address.ts'

export const RESULT_WORD: Record<Result, string> = { CREATED: 'New', UPDATED: 'Changed', UNCHANGED: 'As it was', SKIPPED: 'Skipped' }

/** "DANGLING_LINK" reads "Dangling link". */
export const findingWord = (code: string) => code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ')

/** "estimatedHours" reads "Estimated hours". */
export const wordOf = (name: string) => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
