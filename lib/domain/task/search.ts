import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { hasKeys } from '#lib/cipher.ts'
import { db } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { parse, ref } from '../input.ts'
import { pageSize } from '../page.ts'
import { findProject } from '../project/queries.ts'
import { tasksByIdPrefix } from './find.ts'
import { entriesMatching, tasksMatching, wordsOf } from './full-text.ts'
import { snippetOf, startsAWord } from './snippet.ts'
import type { TaskRow } from './types.ts'

export interface SearchHit {
  task: TaskRow
  /** Plain text around the words. */
  snippet: string
  in: 'KEY' | 'TITLE' | 'DESCRIPTION' | 'CONTEXT'
}

const input = z.object({ text: z.string().max(500), project: ref.nullish(), first: z.number().nullish() })

/**
 * Undeleted tasks that the caller sees, best first: by key or the beginning of an id, then by the words in title and description,
 * then by what was written on them, unless that is sealed. The last word may be unfinished. Private notes are never searched.
 */
export async function search(caller: Caller, given: z.input<typeof input>): Promise<SearchHit[]> {
  const { text, project, first } = parse(input, given)
  const size = pageSize(first, 20)
  const projectIds = await scope(caller, project)
  const words = wordsOf(text)
  if (projectIds?.length === 0) return []
  const named = await byName(caller, text.trim(), projectIds)
  const found = words.length ? await tasksMatching(words, projectIds, size) : []
  const entries = words.length && searchesContext() ? await entriesMatching(words, projectIds, size) : []
  const rows = await db().task.findMany({ where: { id: { in: [...found, ...entries.map((entry) => entry.taskId)] } } })
  const tasks = new Map(rows.map((row) => [row.id, row]))
  const hits = new Map<string, SearchHit>()
  const add = (hit: SearchHit | null) => hit && !hits.has(hit.task.id) && hits.set(hit.task.id, hit)
  for (const task of named) add({ task, snippet: task.title, in: 'KEY' })
  for (const id of found) add(inTask(tasks.get(id), words))
  for (const { taskId, body } of entries) add(inEntry(tasks.get(taskId), body, words))
  return [...hits.values()].slice(0, size)
}

/** What is written on tasks is searched only where no key seals it: half an answer would look like a whole one. */
export const searchesContext = () => !hasKeys()

/** Null stands for every project. */
async function scope(caller: Caller, project: string | null | undefined) {
  if (!project) return visibleProjectIds(caller)
  const found = await findProject(caller, project)
  return found ? [found.id] : []
}

async function byName(caller: Caller, text: string, projectIds: readonly string[] | null): Promise<TaskRow[]> {
  const where = { deletedAt: null, ...(projectIds && { projectId: { in: [...projectIds] } }) }
  if (/^[a-z][a-z0-9]{1,9}-\d{1,9}$/i.test(text)) return db().task.findMany({ where: { ...where, key: text.toUpperCase() } })
  if (/^[0-9a-f]{4,8}$/i.test(text)) return tasksByIdPrefix(caller, text, 5, projectIds ?? undefined)
  return []
}

function inTask(task: TaskRow | undefined, words: readonly string[]): SearchHit | null {
  if (!task) return null
  return words.some((word) => startsAWord(task.title, word))
    ? { task, snippet: task.title, in: 'TITLE' }
    : { task, snippet: snippetOf(task.description, words), in: 'DESCRIPTION' }
}

const inEntry = (task: TaskRow | undefined, body: string, words: readonly string[]): SearchHit | null =>
  task ? { task, snippet: snippetOf(body, words), in: 'CONTEXT' } : null
