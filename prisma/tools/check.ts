// npm run db:check
import { checkMigrations } from './check-migrations.ts'

const faults = await checkMigrations()
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
