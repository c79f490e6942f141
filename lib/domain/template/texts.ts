import type { TemplateTask } from './shape.ts'

/** Every text of a task that may hold places, with its path below the task. */
export function textsIn(task: TemplateTask): { field: string; text: string }[] {
  const one = (field: string, text: string | undefined) => (text === undefined ? [] : [{ field, text }])
  const list = (field: string, texts: readonly string[] | undefined) => (texts ?? []).map((text, i) => ({ field: `${field}.${i}`, text }))
  const hours = task.estimatedHours
  return [
    ...one('title', task.title),
    ...one('description', task.description),
    ...one('brief.why', task.brief?.why),
    ...one('brief.what', task.brief?.what),
    ...one('brief.done', task.brief?.done),
    ...one('priority', task.priority),
    ...one('assignee', task.assignee),
    ...list('tags', task.tags),
    ...one('estimatedHours', typeof hours === 'string' ? hours : undefined),
    ...one('deadline', task.deadline),
    ...list('requiredCapabilities', task.requiredCapabilities),
    ...list('criteria', task.criteria),
    ...one('impactNotes', task.impactNotes),
    ...(task.files ?? []).flatMap(({ path, note }, i) => [...one(`files.${i}.path`, path), ...one(`files.${i}.note`, note)]),
    ...list('dependsOn', task.dependsOn),
    ...one('parent', task.parent),
  ]
}
