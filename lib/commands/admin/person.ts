import { commandCaller } from '#lib/auth/callers.ts'
import { invitationUrl } from '#lib/auth/invitations.ts'
import { addPerson, endSessions, generatedPassword, listPeople, personByHandle, replacePassword } from '#lib/auth/people.ts'
import { invitePerson } from '#lib/domain/actor/invite-person.ts'
import { resetPassword } from '#lib/domain/workspace/reset-password.ts'
import { parse, table, type Printed } from '../command.ts'

const identity = { name: { type: 'string' }, admin: { type: 'boolean' } } as const

export const person = {
  'person create': {
    usage: 'HANDLE EMAIL [--name NAME] [--admin] [--password PASSWORD]',
    about: 'make a person who can sign in at once; without --password one is made up and printed',
    run: async (args: string[]): Promise<Printed> => {
      const { positionals, values } = parse(args, ['HANDLE', 'EMAIL'], { ...identity, password: { type: 'string' } })
      const [handle = '', email = ''] = positionals
      const password = values.password ?? generatedPassword()
      const made = await addPerson(commandCaller(), {
        handle,
        email,
        name: values.name ?? handle,
        isAdmin: values.admin ?? false,
        password,
      })
      const shown = values.password === undefined ? { password } : {}
      const lines = [`${made.isAdmin ? 'Administrator' : 'Person'} ${made.handle} can sign in as ${made.email}.`]
      return {
        json: { ...made, ...shown },
        lines: values.password === undefined ? [...lines, `Password (shown once): ${password}`] : lines,
      }
    },
  },
  'person invite': {
    usage: 'HANDLE EMAIL [--name NAME] [--admin]',
    about: 'print a one-time link with which the person sets a password',
    run: async (args: string[]): Promise<Printed> => {
      const { positionals, values } = parse(args, ['HANDLE', 'EMAIL'], identity)
      const [handle = '', email = ''] = positionals
      const { invitation, secret } = await invitePerson(commandCaller(), {
        handle,
        email,
        name: values.name ?? handle,
        isAdmin: values.admin ?? false,
      })
      const url = invitationUrl(secret ?? '')
      return { json: { invitation, handle, email, url }, lines: [`Send this link to ${handle}; it works once, for 7 days:`, url] }
    },
  },
  'person reset-password': {
    usage: 'HANDLE [--password PASSWORD]',
    about: 'print a one-time link, or set the password; sessions end when the new password is set',
    run: async (args: string[]): Promise<Printed> => {
      const { positionals, values } = parse(args, ['HANDLE'], { password: { type: 'string' } })
      const found = await personByHandle(positionals[0] ?? '')
      if (values.password !== undefined) {
        await replacePassword(commandCaller(), found, values.password)
        return {
          json: { handle: found.handle, reset: true },
          lines: [`${found.handle} has the new password, and was signed out everywhere.`],
        }
      }
      const { secret, expiresAt } = await resetPassword(commandCaller(), { person: found.handle })
      const url = invitationUrl(secret ?? '')
      return {
        json: { handle: found.handle, url, expiresAt },
        lines: [`Send this link to ${found.handle}; it works once, for 24 hours:`, url],
      }
    },
  },
  'person list': {
    usage: '',
    about: 'everybody who can sign in',
    run: async (args: string[]): Promise<Printed> => {
      parse(args, [], {})
      const people = await listPeople()
      const rows = people.map((one) => [
        one.handle,
        one.name,
        one.email,
        one.isAdmin ? 'admin' : '',
        one.lastSeenAt?.toISOString() ?? 'never',
      ])
      return { json: people, lines: table(['HANDLE', 'NAME', 'E-MAIL', '', 'LAST SEEN'], rows) }
    },
  },
  'session revoke': {
    usage: 'HANDLE',
    about: 'sign a person out everywhere, at once',
    run: async (args: string[]): Promise<Printed> => {
      const found = await personByHandle(parse(args, ['HANDLE'], {}).positionals[0] ?? '')
      const { ended } = await endSessions(commandCaller(), found)
      return { json: { handle: found.handle, ended }, lines: [`${found.handle}: ${ended} ${ended === 1 ? 'session' : 'sessions'} ended.`] }
    },
  },
}
