import type { VariablesOf } from '#app/_graphql/graphql.ts'
import type { CreateTokenDocument } from './acts-documents.ts'

type Scope = VariablesOf<typeof CreateTokenDocument>['input']['scopes'][number]

/** What a token may do, as steps: each includes the ones before. The role in the project limits it further. */
export const SCOPES = {
  read: { text: 'Read', scopes: ['READ'] },
  work: { text: 'Read and work on tasks', scopes: ['READ', 'WORK'] },
  plan: { text: 'Work and plan: create tasks', scopes: ['READ', 'WORK', 'PLAN'] },
  manage: { text: 'All of it: manage too', scopes: ['READ', 'WORK', 'PLAN', 'MANAGE'] },
} satisfies Record<string, { text: string; scopes: Scope[] }>
export type ScopeSet = keyof typeof SCOPES

export const EXPIRIES = {
  '7': { text: 'in a week', days: 7 },
  '30': { text: 'in 30 days', days: 30 },
  '90': { text: 'in 90 days', days: 90 },
  '365': { text: 'in a year', days: 365 },
}
export type Expiry = keyof typeof EXPIRIES
