import type { FileRow } from '../file/queries.ts'
import { DEFAULT_PRIORITY, type TaskRow } from '../task/types.ts'
import { escaped } from './substitute.ts'

/** Tasks with all that a template keeps of them. */
export interface Drawn {
  tasks: readonly TaskRow[]
  tags: ReadonlyMap<string, readonly string[]>
  criteria: ReadonlyMap<string, readonly { text: string }[]>
  capabilities: ReadonlyMap<string, readonly string[]>
  files: ReadonlyMap<string, readonly FileRow[]>
  edges: readonly { taskId: string; dependsOnId: string; kind: string }[]
  /** Of assignees that are kept, by id. */
  handles: ReadonlyMap<string, string>
}

const PRIORITIES = ['low', 'medium', 'high', 'critical']
const DAY_MS = 86_400_000

/** The template as data, in the order in which its fields read best. Deadlines count from the first one, assignees become variables. */
export function draftOf(name: string, drawn: Drawn) {
  const refs = refsOf(drawn.tasks)
  const first = Math.min(...drawn.tasks.flatMap(({ deadline }) => (deadline ? dayOf(deadline) : [])))
  const hasDeadlines = Number.isFinite(first)
  const people = new Map([...new Set(drawn.handles.values())].map((handle) => [handle, `who_${slug(handle, 30).replaceAll('-', '_')}`]))
  const variables = {
    ...(hasDeadlines && { first_deadline: { type: 'date', label: 'First deadline', default: 'today + 7d' } }),
    ...Object.fromEntries(
      [...people].map(([handle, variable]) => [variable, { type: 'person', label: `Instead of ${handle}`, default: handle }]),
    ),
  }
  return {
    name,
    ...(Object.keys(variables).length > 0 && { variables }),
    tasks: drawn.tasks.map((task) => {
      const handle = drawn.handles.get(task.assigneeId ?? '')
      const blockers = drawn.edges.filter((edge) => edge.taskId === task.id && edge.kind === 'BLOCKS')
      const parent = drawn.edges.find((edge) => edge.taskId === task.id && edge.kind === 'PARENT')
      const days = task.deadline && dayOf(task.deadline) - first
      const texts = (list: readonly string[] | undefined) => (list?.length ? list.map(escaped) : undefined)
      const brief = { why: text(task.why), what: text(task.what), done: text(task.done) }
      return defined({
        ref: refs.get(task.id),
        title: escaped(task.title),
        description: text(task.description),
        brief: Object.values(brief).some(Boolean) ? defined(brief) : undefined,
        priority: task.priority === DEFAULT_PRIORITY ? undefined : PRIORITIES[task.priority],
        assignee: handle === undefined ? undefined : `{{${people.get(handle)}}}`,
        tags: texts(drawn.tags.get(task.id)),
        estimatedHours: task.estimatedHours ?? undefined,
        deadline: days === null ? undefined : days === 0 ? '{{first_deadline}}' : `{{first_deadline + ${Math.min(days, 9999)}d}}`,
        requiredCapabilities: texts(drawn.capabilities.get(task.id)),
        criteria: texts(drawn.criteria.get(task.id)?.map((one) => one.text)),
        impactNotes: text(task.impactNotes),
        files: drawn.files
          .get(task.id)
          ?.map(({ path, lineStart, lineEnd, note }) =>
            lineStart === null && !note
              ? escaped(path)
              : defined({ path: escaped(path), lineStart: lineStart ?? undefined, lineEnd: lineEnd ?? undefined, note: text(note) }),
          ),
        dependsOn: blockers.length ? blockers.map((edge) => refs.get(edge.dependsOnId)) : undefined,
        parent: parent && refs.get(parent.dependsOnId),
      })
    }),
  }
}

/** Words of the title, so that the text can be read; each once. */
function refsOf(tasks: readonly TaskRow[]): Map<string, string> {
  const taken = new Set<string>()
  return new Map(
    tasks.map(({ id, title, number }) => {
      const words = slug(title, 40)
      const ref = words && !taken.has(words) ? words : `${words || 'task'}-${number}`
      taken.add(ref)
      return [id, ref]
    }),
  )
}

const slug = (words: string, most: number) =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, most)
    .replace(/-+$/, '')

const text = (value: string) => (value ? escaped(value) : undefined)
const dayOf = (time: Date) => Math.floor(time.getTime() / DAY_MS)
const defined = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
