import { dialect, Prisma } from '#lib/db.ts'

/** Whether a column contains a text, in any case, on both databases; the text is never a pattern. */
export function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  // Both databases fold ASCII, but not other letters whatever the locale; for those each letter becomes a set of its two cases.
  const isAscii = /^[\x00-\x7f]*$/.test(text)
  if (isAscii) {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    return dialect() === 'postgres' ? Prisma.sql`${column} ILIKE ${pattern}` : Prisma.sql`${column} LIKE ${pattern} ESCAPE '\\'`
  }
  if (dialect() === 'postgres') return Prisma.sql`${column} ~ ${[...text].map((c) => cases(c, REGEXP_SPECIAL, '\\$&')).join('')}`
  return Prisma.sql`${column} GLOB ${`*${[...text].map((c) => cases(c, GLOB_SPECIAL, '[$&]')).join('')}*`}`
}

const REGEXP_SPECIAL = /[\\^$.*+?()[\]{}|]/
const GLOB_SPECIAL = /[*?[]/

function cases(character: string, special: RegExp, escaped: string) {
  const both = new Set([character.toLowerCase(), character.toUpperCase(), character].filter((c) => [...c].length === 1))
  return both.size > 1 ? `[${[...both].join('')}]` : character.replace(special, escaped)
}
