// migrate.ts <url> [read-only]: migrates as a process of its own and prints what it applied, or why it could not.
import { chmodSync, chownSync } from 'node:fs'
import { dirname } from 'node:path'
import { MigrationError } from '#prisma/tools/migration-rules.ts'
import { migrate, planFor } from '#prisma/tools/migrate.ts'

const [url = '', readOnly] = process.argv.slice(2)
const plan = planFor(url)
if (readOnly) {
  makeReadOnly(url.slice('file:'.length))
  plan.extraHash = 'changed, so that there is something to do'
}
try {
  console.log(JSON.stringify(await migrate(url, plan)))
} catch (error) {
  if (!(error instanceof MigrationError)) throw error
  console.log(error.message)
}

function makeReadOnly(file: string) {
  chmodSync(file, 0o444)
  if (process.getuid?.() === 0) {
    // Permissions do not bind root.
    chownSync(dirname(file), 0, 0)
    chmodSync(dirname(file), 0o755)
    process.setuid?.(65534)
  } else chmodSync(dirname(file), 0o555)
}
