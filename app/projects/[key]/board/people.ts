import type { ResultOf } from '#app/_graphql/graphql.ts'
import type { BoardActorsDocument } from './documents.ts'

/** Members who can have work, people first, then agents, each by name. */
export function peopleOf(data: ResultOf<typeof BoardActorsDocument> | undefined) {
  const actors = data?.project?.members.map(({ actor }) => actor).filter(({ retiredAt }) => retiredAt === null) ?? []
  return actors.toSorted((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name, 'en') : a.kind === 'PERSON' ? -1 : 1))
}

export type BoardMember = ReturnType<typeof peopleOf>[number]
