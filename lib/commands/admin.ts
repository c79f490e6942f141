import { agent } from './admin/agent.ts'
import { person } from './admin/person.ts'
import { project } from './admin/project.ts'
import { runCommand, UsageError, type Printed } from './command.ts'

interface AdminCommand {
  usage: string
  about: string
  run: (args: string[]) => Promise<Printed>
}

const commands: Record<string, AdminCommand> = { ...person, ...project, ...agent }
const usage = `Usage: npm run admin -- COMMAND [--json]\n\n${Object.entries(commands).map(describe).join('')}`

const [noun = '', verb = '', ...rest] = process.argv.slice(2)
if (noun === '' || noun === 'help' || noun === '--help') process.stdout.write(usage)
else await runCommand(usage, runNamed, process.argv.includes('--json'))

async function runNamed() {
  const command = Object.hasOwn(commands, `${noun} ${verb}`) ? commands[`${noun} ${verb}`] : undefined
  if (!command) throw new UsageError(`There is no command "${[noun, verb].join(' ').trim()}".`)
  return command.run(rest)
}

function describe([name, command]: [string, AdminCommand]) {
  return `  ${name} ${command.usage}\n      ${command.about}\n`
}
