import { agent } from './admin/agent.ts'
import { encryption } from './admin/encryption.ts'
import { person } from './admin/person.ts'
import { project } from './admin/project.ts'
import { runCommand, UsageError, type Printed } from './command.ts'

interface AdminCommand {
  usage: string
  about: string
  run: (args: string[]) => Promise<Printed>
}

const commands: Record<string, AdminCommand> = { ...person, ...project, ...agent, ...encryption }
const usage = `Usage: npm run admin -- COMMAND [--json]\n\n${Object.entries(commands).map(describe).join('')}`

const [noun = '', verb = '', ...rest] = process.argv.slice(2)
if (noun === '' || noun === 'help' || noun === '--help') process.stdout.write(usage)
else await runCommand(usage, runNamed, process.argv.includes('--json'))

async function runNamed() {
  const named = (name: string) => (Object.hasOwn(commands, name) ? commands[name] : undefined)
  const command = named(`${noun} ${verb}`)
  if (command) return command.run(rest)
  // What concerns the installation as a whole is one word.
  const single = named(noun)
  if (!single) throw new UsageError(`There is no command "${[noun, verb].join(' ').trim()}".`)
  return single.run(process.argv.slice(3))
}

function describe([name, command]: [string, AdminCommand]) {
  return `  ${[name, command.usage].join(' ').trim()}\n      ${command.about}\n`
}
