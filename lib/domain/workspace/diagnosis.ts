import type { Caller } from '#lib/auth/caller.ts'
import { aside } from '../aside/pool.ts'
import { diagnose, type Fault } from '../doctor/diagnose.ts'
import { mayInWorkspace } from './policy.ts'

export interface Diagnosis {
  /** The first ones. */
  faults: Fault[]
  faultCount: number
  checkedAt: Date
  milliseconds: number
}

const SHOWN = 100

/** Recomputes every derived value beside all that goes on; null to whoever may not see it. */
export async function findDiagnosis(caller: Caller): Promise<Diagnosis | null> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return null
  const started = performance.now()
  const faults = await aside('diagnose', null, () => diagnose())
  return {
    faults: faults.slice(0, SHOWN),
    faultCount: faults.length,
    checkedAt: new Date(),
    milliseconds: Math.round(performance.now() - started),
  }
}
