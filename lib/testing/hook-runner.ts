// Runs the script hooks as a process of its own, until it is killed: hook-runner.ts <database url>.
import { connect } from '#lib/db.ts'
import { runHooks } from '#lib/domain/hook/after.ts'

const [url = ''] = process.argv.slice(2)
await connect(url)
process.stdout.write('ready\n')
await runHooks(new AbortController().signal)
