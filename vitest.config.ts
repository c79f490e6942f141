import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

const dialects = process.env.TEST_DATABASE_URL ? ['sqlite', 'postgres'] : ['sqlite']
// What one database alone has: SQLite's shell and file, PostgreSQL's connections.
const SQLITE_ONLY = ['lib/db/{sqlite,group-commit}.test.ts', 'prisma/tools/migrate-sqlite.test.ts']
const POSTGRES_ONLY = ['lib/db/postgres.test.ts']

export default defineConfig({
  // Pothos and Yoga load the CommonJS build; with the other one beside it, a schema belongs to "another module or realm".
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A core is left idle otherwise: much of a test is waiting for the disk, for PostgreSQL or for another process.
    maxWorkers: '100%',
    projects: dialects.map((name) => ({
      extends: true as const,
      test: {
        name,
        env: { TEST_DIALECT: name, AUTH_SECRET: 'only-for-tests-only-for-tests-only', LOG_LEVEL: 'fatal' },
        include: ['{lib,graphql,prisma,app}/**/*.test.{ts,tsx}'],
        exclude: ['prisma/.build/**', ...(name === 'postgres' ? SQLITE_ONLY : POSTGRES_ONLY)],
        globalSetup: ['lib/testing/global-setup.ts'],
      },
    })),
  },
})
