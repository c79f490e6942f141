import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { PROJECT_ACTIONS } from '#app/_activity/words.ts'

export const address = {
  actor: parseAsString,
  action: parseAsArrayOf(parseAsStringLiteral(PROJECT_ACTIONS)).withDefault([]),
}

const PAGE = 50

interface Asked {
  actor: string | null
  action: (typeof PROJECT_ACTIONS)[number][]
}

export function activityVariables(project: string, { actor, action }: Asked, after: string | null = null) {
  const filter = { ...(actor ? { actor } : {}), ...(action.length > 0 ? { actions: action } : {}) }
  return { project, first: PAGE, filter, ...(after ? { after } : {}) }
}
