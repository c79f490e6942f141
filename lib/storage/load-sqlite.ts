import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { migrate, planFor } from '#prisma/tools/migrate.ts'
import { copyRows, planUpTo, refuseDifferences, refuseFilled } from './copy-rows.ts'
import { flush, isAbandoned, shown } from './disk.ts'
import { StorageError } from './manifest.ts'
import { insertSqlite, openSqlite, tablesIn } from './sqlite.ts'
import { ALWAYS_THERE, type Source, type Sums, sumsOf } from './table.ts'

export async function loadSqlite(source: Source, file: string, expected: Sums | null): Promise<Sums> {
  let sums: Sums = {}
  await replacing(file, async (draft) => {
    await migrate(`file:${draft}`, planUpTo(`file:${draft}`, source), null)
    const db = new Database(draft)
    try {
      db.pragma('foreign_keys = OFF')
      db.exec('BEGIN')
      const targets = new Map(tablesIn(db).map((table) => [table.name, table]))
      for (const name of ALWAYS_THERE) if (targets.has(name)) db.exec(`DELETE FROM "${name}"`)
      sums = await copyRows(source, targets, (table) => async (rows) => insertSqlite(db, table)(rows))
      if (db.prepare('SELECT 1 FROM pragma_foreign_key_check').get())
        throw new StorageError('Rows lack their parents; nothing was changed.')
      db.exec('COMMIT')
    } finally {
      db.close()
    }
    const copy = openSqlite(draft)
    refuseDifferences(expected ?? sums, sums)
    refuseDifferences(sums, await sumsOf(copy).finally(() => copy.close()))
  })
  return sums
}

/** Puts a copy of a SQLite file where the database is to be, once it has been compared. Ended early, the target is as it was. */
export async function placeCopy(file: string, expected: Sums, target: string): Promise<void> {
  await replacing(target, async (draft) => {
    copyFileSync(file, draft)
    const copy = openSqlite(draft)
    const found = await sumsOf(copy).finally(() => copy.close())
    refuseDifferences(expected, found)
  })
}

/** Makes a database beside the file and gives it its name when it is whole. */
async function replacing(file: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder).filter((one) => one.startsWith(`${basename(file)}.partial-`)))
    if (isAbandoned(name)) rmSync(join(folder, name), { force: true })
  await refuseFilledFile(file)
  const draft = `${file}.partial-${process.pid}`
  try {
    await fill(draft)
    await migrate(`file:${draft}`, planFor(`file:${draft}`), null)
    const db = new Database(draft)
    db.pragma('journal_mode = DELETE')
    db.close()
    flush(draft)
    await refuseFilledFile(file)
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    renameSync(draft, file)
    flush(folder)
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(draft + end, { force: true })
  }
}

async function refuseFilledFile(file: string) {
  if (!existsSync(file)) return
  const target = openSqlite(file)
  try {
    await refuseFilled(target, shown(`file:${file}`))
  } finally {
    await target.close()
  }
}
