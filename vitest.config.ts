import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const dialects = process.env.TEST_DATABASE_URL ? ['sqlite', 'postgres'] : ['sqlite']
// What one database alone has: SQLite's shell and file, PostgreSQL's connections.
const SQLITE_ONLY = ['lib/db/{sqlite,group-commit}.test.ts', 'prisma/tools/migrate-sqlite.test.ts']
const POSTGRES_ONLY = ['lib/db/postgres.test.ts']

/** Tests that name no database run once; one that is given a database all the same fails there (lib/testing/database.ts). */
const NAMES_DATABASE = /testDatabase|freshDatabase|emptyDatabase|TEST_DIALECT|TEST_DATABASE_URL|copySqliteTemplate/
const withoutDatabase = ['lib', 'graphql', 'prisma', 'app'].flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file) && !NAMES_DATABASE.test(readFileSync(join(import.meta.dirname, folder, file), 'utf8')))
    // Brackets of a route's folder are no pattern.
    .map((file) => `${folder}/${file}`.replaceAll('\\', '/').replace(/[[\]()]/g, '\\$&')),
)

/** Files that take a minute come among the others, neither all at once nor last; last come those without a database, which are quick. */
class LongAmongOthers extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => /\/races\/|kill(ed)?\.test|crash\.test/.test(moduleId)
    const isQuick = (file: TestSpecification) => file.project.name === 'plain'
    const [long, quick] = [sorted.filter(isLong), sorted.filter(isQuick)]
    const others = sorted.filter((file) => !isLong(file) && !isQuick(file))
    const between = Math.floor(others.length / (long.length + 1))
    const mixed = long.flatMap((file, i) => [file, ...others.slice(i * between, (i + 1) * between)])
    return [...mixed, ...others.slice(long.length * between), ...quick]
  }
}

const project = (name: string, include: string[], exclude: string[]) => ({
  extends: true as const,
  test: {
    name,
    env: { TEST_DIALECT: name, AUTH_SECRET: 'only-for-tests-only-for-tests-only', LOG_LEVEL: 'fatal' },
    include,
    exclude: ['prisma/.build/**', ...exclude],
    globalSetup: ['lib/testing/global-setup.ts'],
  },
})

export default defineConfig({
  // Pothos and Yoga load the CommonJS build; with the other one beside it, a schema belongs to "another module or realm".
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    // With ROUNDS=full a test repeats what it does ten times as often.
    testTimeout: process.env.ROUNDS === 'full' ? 600_000 : 60_000,
    hookTimeout: 60_000,
    // A core is left idle otherwise: much of a test is waiting for the disk, for PostgreSQL or for another process.
    maxWorkers: '100%',
    sequence: { sequencer: LongAmongOthers },
    projects: [
      project('plain', withoutDatabase, []),
      ...dialects.map((name) =>
        project(
          name,
          ['{lib,graphql,prisma,app}/**/*.test.{ts,tsx}'],
          [...withoutDatabase, ...(name === 'postgres' ? SQLITE_ONLY : POSTGRES_ONLY)],
        ),
      ),
    ],
  },
})
