import type { ResultOf } from '#app/_graphql/graphql.ts'
import type { TaskRowFragment } from '#app/_graphql/live-documents.ts'

export type TaskRow = ResultOf<typeof TaskRowFragment>
export type TaskAct = TaskRow['viewerCan'][number]

export function taskPath(project: string, key: string) {
  return `/projects/${project}/tasks/${key}`
}
