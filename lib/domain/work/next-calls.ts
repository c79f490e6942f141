import type { Caller } from '#lib/auth/caller.ts'
import type { ClaimRow, TaskRow } from '../task/types.ts'

/** A mutation that may come next, with the input that is known already. */
export interface NextCall {
  name: string
  input: Record<string, string | number>
  when: string
}

/** What the holder may do with a task, each ready to send but for the words; for others, how to become its holder. */
export function nextCalls(
  caller: Caller,
  task: TaskRow,
  claim: ClaimRow | null,
  criteria: readonly { id: string; state: string }[],
): NextCall[] {
  const of = { task: task.key }
  if (claim?.holderId !== caller.actorId) return task.status === 'PENDING' ? [{ name: 'claimTask', input: of, when: 'to take it' }] : []
  const held = { ...of, fence: claim.fence }
  const unmet = criteria.find(({ state }) => state !== 'MET')
  return [
    { name: 'heartbeat', input: held, when: `nothing else is written within ${claim.leaseSeconds} s` },
    { name: 'addContext', input: { ...held, kind: 'DISCOVERY' }, when: 'others should know what you found out (`body`)' },
    ...(unmet
      ? [{ name: 'markCriterion', input: { ...held, criterion: unmet.id }, when: 'a criterion is met (`state`, `evidence`)' }]
      : []),
    { name: 'completeTask', input: held, when: 'it is done (`summary`)' },
    { name: 'askQuestion', input: held, when: 'you need a person to go on (`body`)' },
    { name: 'releaseTask', input: held, when: 'someone else should go on (`note`)' },
    { name: 'failTask', input: held, when: 'it cannot be done (`reason`)' },
  ]
}
