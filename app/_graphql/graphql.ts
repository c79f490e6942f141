import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './env.d.ts'

/** Documents, typed by the committed schema. Keep them in files without 'use client', so that pages and components share them. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { DateTime: string; JSON: unknown }
  disableMasking: true
}>()

export type { ResultOf, VariablesOf } from 'gql.tada'
