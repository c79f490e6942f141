import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { parse, runCommand } from './command.ts'

const USAGE = `Usage: npm run doctor -- [--json]

Recomputes every derived value of the database and reports what differs. Changes nothing. Exit code 1 when something differs.
`
const isJson = process.argv.includes('--json')

await runCommand(
  USAGE,
  async () => {
    parse(process.argv.slice(2), [], {})
    const faults = await diagnose()
    if (faults.length) process.exitCode = 1
    const lines = faults.map((fault) => `${fault.check}  ${fault.ref}: stored ${fault.stored}, expected ${fault.expected}`)
    return { json: { faults }, lines: faults.length ? [...lines, `${faults.length} faults.`] : ['No fault found.'] }
  },
  isJson,
)
