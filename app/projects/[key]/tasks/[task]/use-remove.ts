'use client'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { tell } from '#app/_ui/toast.tsx'
import type { LinkedTask, Task } from './documents.ts'
import { AddDependencyDocument, RemoveDependencyDocument } from './mutations.ts'

/** Removes an edge of a task; one that gates can be put back. */
export function useRemove(task: Task, readAgain: () => void) {
  const remove = useAct(RemoveDependencyDocument)
  const add = useAct(AddDependencyDocument)
  return async (id: string, other: LinkedTask) => {
    const edge = [...task.waitsFor, ...task.dependents].find((one) => one.id === id)
    const isBlocker = edge !== undefined && 'dependsOn' in edge
    const result = await remove({ dependency: id })
    if (result?.__typename !== 'RemoveDependencySuccess') {
      if (result) refuseBecause(result)
      return
    }
    readAgain()
    const undo = async () => {
      const back = await add(isBlocker ? { task: task.id, dependsOn: other.id } : { task: other.id, dependsOn: task.id })
      if (back && back.__typename !== 'AddDependencySuccess') refuseBecause(back)
      readAgain()
    }
    tell(`${task.key} and ${other.key} no longer depend on each other`, edge ? { action: { word: 'Undo', run: () => void undo() } } : {})
  }
}
