import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './schema.ts'

// `tsx graphql/print.ts` writes schema.graphql; with --check it only compares, and exits with 1 when they differ.
const file = new URL('./schema.graphql', import.meta.url)
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== printed) {
    console.error('graphql/schema.graphql is out of date: run `npx tsx graphql/print.ts` and commit it.')
    process.exitCode = 1
  }
} else {
  writeFileSync(file, printed)
}
