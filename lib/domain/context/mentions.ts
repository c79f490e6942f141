import { chunks } from '#lib/chunks.ts'
import { InvalidInputError } from '#lib/errors.ts'
import type { Write } from '#lib/write.ts'
import { LIMITS } from '../limits.ts'

const NAME = /(?<![\p{L}\p{N}_@/.-])@([a-z0-9][a-z0-9._-]{1,49})(?![a-z0-9._-])/giu

/** The members of a project that a text names by @handle, outside of code. Whoever is no member, or retired, is not named. */
export async function mentionedIn({ tx }: Pick<Write, 'tx'>, projectId: string, body: string): Promise<string[]> {
  const names = namesIn(body)
  const found = new Map<string, string>()
  for (const some of chunks([...new Set(names.flat())])) {
    const member = { retiredAt: null, memberships: { some: { projectId } } }
    const rows = await tx.actor.findMany({ where: { handle: { in: some }, ...member }, select: { id: true, handle: true } })
    for (const { id, handle } of rows) found.set(handle, id)
  }
  const named = names.map((spellings) => spellings.map((spelling) => found.get(spelling)).find((id) => id !== undefined))
  const ids = [...new Set(named.filter((id) => id !== undefined))]
  if (ids.length > LIMITS.mentions)
    throw new InvalidInputError([{ field: 'body', message: `names ${ids.length} members, at most ${LIMITS.mentions} are allowed` }])
  return ids
}

/** Each name as it stands, and without the punctuation that may end its sentence. */
export function namesIn(body: string): string[][] {
  if (!body.includes('@')) return []
  const names = new Set([...withoutCode(body).matchAll(NAME)].map(([, name = '']) => name.toLowerCase()))
  return [...names].map((name) => [...new Set([name, name.replace(/[._-]+$/, '')])])
}

const withoutCode = (body: string) => withoutSpans(withoutFences(body))

function withoutFences(body: string) {
  let fence: string | null = null
  const lines = body.split('\n').map((line) => {
    const mark = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1]
    if (fence === null) {
      if (!mark) return line
      fence = mark
    } else if (mark?.startsWith(fence) && line.trim() === mark) fence = null
    return ''
  })
  return lines.join('\n')
}

/** A run of backticks is closed by the next run of the same length. */
function withoutSpans(text: string) {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  const closing = new Map<number, number>()
  const later = new Map<number, number>()
  for (const [i, run] of [...runs.entries()].reverse()) {
    const length = run.end - run.start
    const close = later.get(length)
    if (close !== undefined) closing.set(i, close)
    later.set(length, i)
  }
  let kept = ''
  let from = 0
  for (let i = 0; i < runs.length; i++) {
    const close = closing.get(i)
    if (close === undefined) continue
    kept += `${text.slice(from, runs[i]?.start)} `
    from = runs[close]?.end ?? from
    i = close
  }
  return kept + text.slice(from)
}
