import { commandCaller } from '#lib/auth/callers.ts'
import { listPeople } from '#lib/auth/people.ts'
import { findActor } from '#lib/domain/actor/queries.ts'
import { createProject } from '#lib/domain/project/create.ts'
import { listProjects } from '#lib/domain/project/queries.ts'
import { removeMember } from '#lib/domain/project/remove-member.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { NotFoundError } from '#lib/errors.ts'
import { parse, table, UsageError, type Printed } from '../command.ts'

const ROLES = ['OWNER', 'MEMBER', 'VIEWER'] as const

export function roleOf(text: string) {
  const role = ROLES.find((name) => name === text.toUpperCase())
  if (!role) throw new UsageError(`A role is one of ${ROLES.join(', ')}.`)
  return role
}

export const project = {
  'project create': {
    usage: 'KEY NAME [--owner HANDLE]',
    about: 'the owner is, unless named, the first administrator',
    run: async (args: string[]): Promise<Printed> => {
      const { positionals, values } = parse(args, ['KEY', 'NAME'], { owner: { type: 'string' } })
      const [key = '', name = ''] = positionals
      const owner = await ownerOf(values.owner)
      const { project: id } = await createProject(commandCaller(), { key, name })
      await setMember(commandCaller(), { project: id, actor: owner.id, role: 'OWNER' })
      return {
        json: { id, key: key.toUpperCase(), name, owner: owner.handle },
        lines: [`Project ${key.toUpperCase()} is there; ${owner.handle} owns it.`],
      }
    },
  },
  'project list': {
    usage: '',
    about: 'all projects',
    run: async (args: string[]): Promise<Printed> => {
      parse(args, [], {})
      const projects = (await listProjects(commandCaller())).map(({ id, key, name, status }) => ({ id, key, name, status }))
      return {
        json: projects,
        lines: table(
          ['KEY', 'NAME', 'STATUS'],
          projects.map((one) => [one.key, one.name, one.status]),
        ),
      }
    },
  },
  'member set': {
    usage: 'KEY HANDLE OWNER|MEMBER|VIEWER',
    about: 'add a person or agent to a project, or change the role',
    run: async (args: string[]): Promise<Printed> => {
      const [key = '', handle = '', role = ''] = parse(args, ['KEY', 'HANDLE', 'ROLE'], {}).positionals
      const { project: id, actor } = await setMember(commandCaller(), { project: key, actor: handle, role: roleOf(role) })
      return { json: { project: id, actor, role: roleOf(role) }, lines: [`${handle} is ${roleOf(role)} of ${key.toUpperCase()}.`] }
    },
  },
  'member remove': {
    usage: 'KEY HANDLE',
    about: 'end a membership, its claims and assignments',
    run: async (args: string[]): Promise<Printed> => {
      const [key = '', handle = ''] = parse(args, ['KEY', 'HANDLE'], {}).positionals
      const { project: id, released } = await removeMember(commandCaller(), { project: key, actor: handle })
      return { json: { project: id, released }, lines: [`${handle} is no longer a member of ${key.toUpperCase()}.`] }
    },
  },
}

async function ownerOf(handle: string | undefined) {
  if (handle !== undefined) {
    const actor = await findActor(commandCaller(), handle)
    if (!actor) throw new NotFoundError('actor', handle)
    return actor
  }
  const admin = (await listPeople()).find((one) => one.isAdmin)
  if (!admin) throw new UsageError('A project needs an owner: run "person create" first, or name one with --owner.')
  return admin
}
