'use client'
import { useMemo } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import * as fields from './acts-documents.ts'
import * as dependencies from './dependency-documents.ts'
import * as moves from './moves-documents.ts'
import type { Refusal } from './refused.tsx'

export type OnRefused = (refusal: Refusal) => void

/** The API's acts on tasks, silent but for refusals: each answers its success, or null. */
export function useCalls(onRefused: OnRefused = refuseBecause) {
  const update = useAct(fields.UpdateTaskDocument)
  const assign = useAct(fields.AssignTaskDocument)
  const start = useAct(moves.StartTaskDocument)
  const claim = useAct(moves.ClaimTaskDocument)
  const complete = useAct(moves.CompleteTaskDocument)
  const cancel = useAct(moves.CancelTaskDocument)
  const reopen = useAct(moves.ReopenTaskDocument)
  const hold = useAct(moves.HoldTaskDocument)
  const releaseHold = useAct(moves.ReleaseHoldDocument)
  const release = useAct(moves.ReleaseTaskDocument)
  const takeOver = useAct(moves.TakeOverTaskDocument)
  const remove = useAct(moves.DeleteTaskDocument)
  const restore = useAct(moves.RestoreTaskDocument)
  const depend = useAct(dependencies.AddDependencyDocument)
  const undepend = useAct(dependencies.RemoveDependencyDocument)

  return useMemo(() => {
    const told =
      <Input, Result extends object>(act: (input: Input) => Promise<Result | null>) =>
      async (input: Input) =>
        unlessRefused(await act(input), onRefused)
    return {
      update: told(update),
      assign: told(assign),
      start: told(start),
      claim: told(claim),
      complete: told(complete),
      cancel: told(cancel),
      reopen: told(reopen),
      hold: told(hold),
      releaseHold: told(releaseHold),
      release: told(release),
      takeOver: told(takeOver),
      remove: told(remove),
      restore: told(restore),
      depend: told(depend),
      undepend: told(undepend),
    }
  }, [
    onRefused,
    update,
    assign,
    start,
    claim,
    complete,
    cancel,
    reopen,
    hold,
    releaseHold,
    release,
    takeOver,
    remove,
    restore,
    depend,
    undepend,
  ])
}

export type Calls = ReturnType<typeof useCalls>
