import { SCOPES } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { enrolAgent } from '#lib/domain/actor/enrol-agent.ts'
import { findActor, listActors, tokensOf } from '#lib/domain/actor/queries.ts'
import { retireAgent } from '#lib/domain/actor/retire-agent.ts'
import { revokeToken } from '#lib/domain/actor/revoke-token.ts'
import { NotFoundError } from '#lib/errors.ts'
import { parse, table, UsageError, type Printed } from '../command.ts'
import { roleOf } from './project.ts'

const tokenOptions = {
  scopes: { type: 'string' },
  'limit-to': { type: 'string', multiple: true },
  'expires-in-days': { type: 'string' },
} as const
const TOKEN_USAGE = '[--scopes READ,WORK,PLAN,MANAGE] [--limit-to KEY]… [--expires-in-days N]'

interface TokenValues {
  scopes?: string | undefined
  'limit-to'?: string[] | undefined
  'expires-in-days'?: string | undefined
}

export const agent = {
  'agent register': {
    usage: `HANDLE [--name NAME] [--type TYPE] [--capability TEXT]… [--project KEY]… [--role MEMBER] ${TOKEN_USAGE}`,
    about: 'make an agent with a token, which is printed once (scopes: READ,WORK,PLAN unless named)',
    run: async (args: string[]): Promise<Printed> => {
      const text = { type: 'string' } as const
      const own = {
        name: text,
        type: text,
        role: text,
        capability: { ...text, multiple: true },
        project: { ...text, multiple: true },
      } as const
      const { positionals, values } = parse(args, ['HANDLE'], { ...own, ...tokenOptions })
      const [handle = ''] = positionals
      const role = roleOf(values.role ?? 'MEMBER')
      const grant = { name: 'first token', ...grantOf(values) }
      const fields = { handle, name: values.name ?? handle, agentType: values.type, capabilities: values.capability }
      const made = await enrolAgent(commandCaller(), { ...fields, projects: values.project ?? [], role, token: grant })
      const { agent: id, token, secret } = made
      const json = { id, handle, token, secret, scopes: grant.scopes }
      return { json, lines: [`Agent ${handle} is there. Its token (shown once):`, secret] }
    },
  },
  'agent retire': {
    usage: 'HANDLE',
    about: 'end its tokens and claims, and unassign its open tasks; its history stays',
    run: async (args: string[]): Promise<Printed> => {
      const [handle = ''] = parse(args, ['HANDLE'], {}).positionals
      const { agent: id, released } = await retireAgent(commandCaller(), { agent: handle })
      return { json: { id, released }, lines: [`${handle} is retired; ${released.length} tasks were given back.`] }
    },
  },
  'agent list': {
    usage: '',
    about: 'all agents',
    run: async (args: string[]): Promise<Printed> => {
      parse(args, [], {})
      const actors = await listActors(commandCaller(), { kind: 'AGENT', includeRetired: true })
      const agents = actors.map(({ id, handle, name, agentType, lastSeenAt, retiredAt }) => ({
        id,
        handle,
        name,
        agentType,
        lastSeenAt,
        retiredAt,
      }))
      const rows = agents.map((one) => [
        one.handle,
        one.name,
        one.agentType ?? '',
        one.retiredAt ? 'retired' : (one.lastSeenAt?.toISOString() ?? 'never'),
      ])
      return { json: agents, lines: table(['HANDLE', 'NAME', 'TYPE', 'LAST SEEN'], rows) }
    },
  },
  'token create': {
    usage: `HANDLE [--name NAME] ${TOKEN_USAGE}`,
    about: 'another token of an agent, printed once',
    run: async (args: string[]): Promise<Printed> => {
      const { positionals, values } = parse(args, ['HANDLE'], { name: { type: 'string' }, ...tokenOptions })
      const token = await issue(positionals[0] ?? '', values.name ?? 'token', values)
      return { json: token, lines: [`Token ${token.token} (shown once):`, token.secret] }
    },
  },
  'token revoke': {
    usage: 'TOKEN',
    about: 'end a token by its id (tok_…), at once',
    run: async (args: string[]): Promise<Printed> => {
      const { token } = await revokeToken(commandCaller(), { token: parse(args, ['TOKEN'], {}).positionals[0] ?? '' })
      return { json: { token, revoked: true }, lines: [`${token} is worth nothing from now on.`] }
    },
  },
  'token list': {
    usage: 'HANDLE',
    about: "an agent's tokens, without their secrets",
    run: async (args: string[]): Promise<Printed> => {
      const [handle = ''] = parse(args, ['HANDLE'], {}).positionals
      const found = await findActor(commandCaller(), handle)
      if (!found) throw new NotFoundError('agent', handle)
      const tokens = ((await tokensOf([found.id])).get(found.id) ?? []).map(({ hash: _, ...shown }) => shown)
      const rows = tokens.map((one) => [
        one.id,
        `${one.hint}…`,
        one.name,
        one.scopes,
        one.revokedAt ? 'revoked' : (one.expiresAt?.toISOString() ?? 'no end'),
      ])
      return { json: tokens, lines: table(['TOKEN', 'BEGINS', 'NAME', 'SCOPES', 'UNTIL'], rows) }
    },
  },
}

async function issue(agentRef: string, name: string, values: TokenValues) {
  const grant = grantOf(values)
  const { token, secret } = await createToken(commandCaller(), { agent: agentRef, name, ...grant })
  return { token, secret: secret ?? '', scopes: grant.scopes }
}

function grantOf(values: TokenValues) {
  const scopes = (values.scopes ?? 'READ,WORK,PLAN').split(',').map(scopeOf)
  const expiresInDays = values['expires-in-days'] === undefined ? null : Number(values['expires-in-days'])
  return { scopes, projects: values['limit-to'], expiresInDays }
}

function scopeOf(text: string) {
  const scope = SCOPES.find((name) => name === text.trim().toUpperCase())
  if (!scope) throw new UsageError(`A scope is one of ${SCOPES.join(', ')}.`)
  return scope
}
