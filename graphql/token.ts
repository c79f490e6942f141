import { SCOPES, type Caller } from '#lib/auth/caller.ts'
import { lastUseOf } from '#lib/domain/actor/presence.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { Project, Token } from './refs.ts'

export const Scope = enumOf('Scope', 'What a token may be used for. A call needs the scope and the role.', {
  READ: 'Reading and watching.',
  WORK: 'Taking, changing and finishing tasks; comments and file references.',
  PLAN: 'Creating, assigning and deleting tasks; dependencies.',
  MANAGE: 'Projects, members, agents and their tokens.',
})

Token.implement({
  description: 'A bearer token of an agent. The secret itself is stored nowhere.',
  fields: (t) => ({
    id: t.exposeID('id', { description: '`tok_` and 16 hexadecimal characters.' }),
    name: t.exposeString('name', { description: 'What it is for.' }),
    hint: t.exposeString('hint', { description: 'Its first characters, to tell tokens apart.' }),
    scopes: t.field({
      type: [Scope],
      description: 'What it may be used for.',
      resolve: ({ scopes }) => SCOPES.filter((scope) => scopes.split(' ').includes(scope)),
    }),
    projects: t.field({
      type: [Project],
      description: 'The projects it is limited to, as far as you see them; empty means all of its agent.',
      resolve: async ({ id }, _, { loaders }) => {
        const rows = await Promise.all((await loaders.tokenProjects.load(id)).map((project) => loaders.project.load(project)))
        return rows.filter((row) => row !== null)
      },
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'When it expires; null means never.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: 'When it was revoked; null while it is good.' }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used; null if never. What other nodes know comes within a minute.',
      resolve: (token) => lastUseOf(token),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was issued.' }),
  }),
})

const Access = builder.objectRef<Caller>('Access').implement({
  description: 'How far the session or token of a request reaches; the roles in the projects say the rest.',
  fields: (t) => ({
    scopes: t.field({
      type: [Scope],
      description: 'What it may be used for; all of them in a browser.',
      resolve: ({ scopes }) => SCOPES.filter((scope) => scopes.includes(scope)),
    }),
    projects: t.field({
      type: [Project],
      nullable: true,
      description: 'The projects that it is limited to; null when it reaches all of yours.',
      resolve: async ({ projectIds }, _, { loaders }) =>
        projectIds && (await Promise.all(projectIds.map((id) => loaders.project.load(id)))).filter((row) => row !== null),
    }),
  }),
})

builder.queryField('access', (t) =>
  t.field({
    type: Access,
    nullable: true,
    description: 'How far the session or token of this request reaches.',
    resolve: (_, __, context) => callerOf(context),
  }),
)
