'use client'
import { useCallback } from 'react'
import type { TypedDocumentNode } from '@urql/core'
import { refuse } from '#app/_ui/toast.tsx'
import { codeOf } from './client.ts'
import { useConnection } from './provider.tsx'

const ATTEMPTS = 3

/**
 * A mutation as a function of its input. It sends an idempotency key, repeats itself when the server could not be reached, and
 * gives the member of the union that came back, or null after it has told the person that nothing could be sent.
 */
export function useAct<Field extends string, Result, Input>(document: TypedDocumentNode<Record<Field, Result>, { input: Input }>) {
  const { client } = useConnection()
  return useCallback(
    async (input: Omit<Input, 'idempotencyKey'>): Promise<Result | null> => {
      const variables = { input: { ...input, idempotencyKey: freshKey() } as Input }
      for (let attempt = 1; ; attempt++) {
        const { data, error } = await client.mutation(document, variables).toPromise()
        if (data) return Object.entries<Result>(data).find(([field]) => field !== '__typename')?.[1] ?? null
        const mayPass = error?.networkError || codeOf(error) === 'UNAVAILABLE' || codeOf(error) === 'RATE_LIMITED'
        if (attempt === ATTEMPTS || !mayPass) {
          refuse(
            error?.networkError
              ? 'The server could not be reached. Nothing was saved.'
              : (error?.graphQLErrors[0]?.message ?? 'Nothing was saved.'),
          )
          return null
        }
        await new Promise((done) => setTimeout(done, attempt * 400))
      }
    },
    [client, document],
  )
}

/** `crypto.randomUUID` is missing where the page came over plain http from another machine. */
function freshKey() {
  return (
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, '0')).join('-')
  )
}

interface Refusal<Name extends string> {
  __typename: Name
  message: string
  hint: string
}

export type AnyRefusal = Refusal<
  | 'AlreadyClaimedError'
  | 'AlreadyExistsError'
  | 'BackingOffError'
  | 'CriteriaUnmetError'
  | 'DependencyCycleError'
  | 'ForbiddenError'
  | 'HasDependentsError'
  | 'IdempotencyKeyReusedError'
  | 'InvalidInputError'
  | 'InvalidTransitionError'
  | 'LastAdminError'
  | 'LastOwnerError'
  | 'ProjectChangedError'
  | 'NotFoundError'
  | 'PluginFailedError'
  | 'ProjectArchivedError'
  | 'ProposalChangedError'
  | 'QuestionClosedError'
  | 'RefusedError'
  | 'StaleClaimError'
  | 'TaskBlockedError'
  | 'WipLimitError'
  | 'VersionConflictError'
>

/** What came of an act, or null after its refusal was told. What could not be sent at all `useAct` has told. */
export function unlessRefused<Result extends object>(
  result: Result | null,
  onRefused: (refusal: Extract<Result, AnyRefusal>) => void = refuseBecause,
) {
  if (result === null) return null
  if (!isRefusal(result)) return result as Exclude<Result, AnyRefusal>
  onRefused(result)
  return null
}

function isRefusal<Result extends object>(result: Result): result is Extract<Result, AnyRefusal> {
  return 'hint' in result && 'message' in result
}

/** Tells why an act was refused: the cause, then the next step. A new error type of the API fails the type check here. */
export function refuseBecause(refusal: AnyRefusal) {
  refuse(refusal.message, { detail: nextStep(refusal) })
}

function nextStep({ __typename, hint }: AnyRefusal) {
  switch (__typename) {
    case 'ProjectChangedError':
    case 'VersionConflictError':
      return 'It shows the newest state now. Look at it and do it again.'
    case 'IdempotencyKeyReusedError':
      return 'Load the page again.'
    case 'NotFoundError':
      return 'It was deleted, or you are no longer a member of its project.'
    case 'AlreadyClaimedError':
    case 'AlreadyExistsError':
    case 'CriteriaUnmetError':
    case 'DependencyCycleError':
    case 'ForbiddenError':
    case 'HasDependentsError':
    case 'InvalidInputError':
    case 'InvalidTransitionError':
    case 'LastAdminError':
    case 'LastOwnerError':
    case 'PluginFailedError':
    case 'ProjectArchivedError':
    case 'ProposalChangedError':
    case 'BackingOffError':
    case 'QuestionClosedError':
    case 'RefusedError':
    case 'WipLimitError':
    case 'StaleClaimError':
    case 'TaskBlockedError':
      return hint
    default:
      return __typename satisfies never
  }
}
