import { db, dialect, Prisma } from '#lib/db.ts'

/** Matches that are ranked: the newest ones, so that a word found everywhere costs no more than this. */
const RANKED = 1_000
const MOST_WORDS = 16

/** The words of a text as the index cuts them. Only letters and digits pass, so nothing a user types is query syntax. */
export const wordsOf = (text: string) => (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MOST_WORDS)

/** Ids of undeleted tasks whose title and description have all the words, best first; `projectIds` null: of every project. */
export async function tasksMatching(words: readonly string[], projectIds: readonly string[] | null, take: number): Promise<string[]> {
  const query = queryOf(words)
  // Raw: neither full-text index is known to Prisma. A word in the title weighs ten times one in the description.
  const rows = await db().$queryRaw<{ id: string }[]>(
    dialect() === 'postgres'
      ? Prisma.sql`
          SELECT "id" FROM (
            SELECT "id", "createdAt", "title", "description" FROM "Task"
            WHERE to_tsvector('simple', "title" || ' ' || "description") @@ to_tsquery('simple', ${query})
              AND "deletedAt" IS NULL ${within(Prisma.sql`"projectId"`, projectIds)} LIMIT ${RANKED}) AS "found"
          ORDER BY ts_rank(setweight(to_tsvector('simple', "title"), 'A') || setweight(to_tsvector('simple', "description"), 'D'),
            to_tsquery('simple', ${query})) DESC, "createdAt" DESC, "id" LIMIT ${take}`
      : Prisma.sql`
          SELECT "id" FROM (
            SELECT t."id", t."createdAt", bm25(task_fts, 10.0, 1.0) AS "rank" FROM task_fts JOIN "Task" t ON t.rowid = task_fts.rowid
            WHERE task_fts MATCH ${query} AND t."deletedAt" IS NULL ${within(Prisma.sql`t."projectId"`, projectIds)}
            ORDER BY task_fts.rowid DESC LIMIT ${RANKED}) AS "found"
          ORDER BY "rank", "createdAt" DESC, "id" LIMIT ${take}`,
  )
  return rows.map((row) => row.id)
}

/** Context entries on undeleted tasks that have all the words, best first. Private notes are not in the index and not read. */
export async function entriesMatching(words: readonly string[], projectIds: readonly string[] | null, take: number) {
  const query = queryOf(words)
  return db().$queryRaw<{ taskId: string; body: string }[]>(
    dialect() === 'postgres'
      ? Prisma.sql`
          SELECT "taskId", "body" FROM (
            SELECT c."id", c."taskId", c."body", c."createdAt" FROM "ContextEntry" c
            JOIN "Task" t ON t."id" = c."taskId" AND t."deletedAt" IS NULL
            WHERE to_tsvector('simple', c."body") @@ to_tsquery('simple', ${query})
              AND c."kind" <> 'NOTE' AND c."keyId" IS NULL ${within(Prisma.sql`c."projectId"`, projectIds)} LIMIT ${RANKED}) AS "found"
          ORDER BY ts_rank(to_tsvector('simple', "body"), to_tsquery('simple', ${query})) DESC, "createdAt" DESC, "id" LIMIT ${take}`
      : Prisma.sql`
          SELECT "taskId", "body" FROM (
            SELECT c."id", c."taskId", c."body", c."createdAt", bm25(context_fts) AS "rank"
            FROM context_fts JOIN "ContextEntry" c ON c.rowid = context_fts.rowid
            JOIN "Task" t ON t."id" = c."taskId" AND t."deletedAt" IS NULL
            WHERE context_fts MATCH ${query} AND c."kind" <> 'NOTE' AND c."keyId" IS NULL ${within(Prisma.sql`c."projectId"`, projectIds)}
            ORDER BY context_fts.rowid DESC LIMIT ${RANKED}) AS "found"
          ORDER BY "rank", "createdAt" DESC, "id" LIMIT ${take}`,
  )
}

/** Each word quoted, the last one as a beginning. */
const queryOf = (words: readonly string[]) =>
  dialect() === 'postgres'
    ? words.map((word, i) => (i === words.length - 1 ? `'${word}':*` : `'${word}'`)).join(' & ')
    : words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' AND ')

function within(column: Prisma.Sql, projectIds: readonly string[] | null) {
  return projectIds ? Prisma.sql`AND ${column} IN (${Prisma.join([...projectIds])})` : Prisma.empty
}
