import { builder, callerOf, enumOf } from './builder.ts'
import { Node, nodeType } from './node.ts'
import { findActor, listActors } from '#lib/domain/actor/queries.ts'
import { mayManageActor } from '#lib/domain/actor/policy.ts'
import { LATE_MINUTES, ONLINE_MINUTES, presenceOf } from '#lib/domain/actor/presence.ts'
import { Actor, Claim, Token } from './refs.ts'

export const ActorKind = enumOf('ActorKind', 'The two kinds of actors.', {
  PERSON: 'Signs in with an e-mail address and a password.',
  AGENT: 'A program that sends a token.',
})
const Presence = enumOf('Presence', 'How long ago an actor last called.', {
  ONLINE: `Within the last ${ONLINE_MINUTES} minutes.`,
  LATE: `Within the last ${LATE_MINUTES} minutes: it may be busy, or gone.`,
  OFFLINE: `Longer ago than ${LATE_MINUTES} minutes.`,
  UNKNOWN: 'Never.',
})

Actor.implement({
  description: 'Whoever acts: a person or an agent.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`act_` and 16 hexadecimal characters.' }),
    kind: t.expose('kind', { type: ActorKind, description: 'A person or an agent.' }),
    handle: t.exposeString('handle', { description: 'The unique short name, as in `@handle`.' }),
    name: t.exposeString('name', { description: 'The name as shown.' }),
    isAdmin: t.exposeBoolean('isAdmin', { description: 'Whether it may do everything an OWNER may, in every project.' }),
    agentType: t.exposeString('agentType', { nullable: true, description: 'What kind of program an agent is, in words of its own.' }),
    capabilities: t.stringList({
      description: 'What an agent can do; matched with what tasks require.',
      resolve: ({ id }, _, { loaders }) => loaders.capabilities.load(id),
    }),
    owner: t.field({
      type: Actor,
      nullable: true,
      description: 'The person who registered this agent.',
      resolve: ({ ownerId }, _, { loaders }) => (ownerId === null ? null : loaders.actor.load(ownerId)),
    }),
    presence: t.field({ type: Presence, description: 'How long ago it last called.', resolve: (actor) => presenceOf(actor).presence }),
    lastSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it last called; null if never.',
      resolve: (actor) => presenceOf(actor).lastSeenAt,
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the agent was retired, or the person deactivated; null while they work.',
    }),
    openTaskCount: t.int({
      description: 'How many open tasks that you can see are assigned to it.',
      resolve: ({ id }, _, { loaders }) => loaders.openTaskCount.load(id),
    }),
    currentClaims: t.field({
      type: [Claim],
      description: 'The open claims it holds on tasks that you can see.',
      resolve: ({ id }, _, { loaders }) => loaders.currentClaims.load(id),
    }),
    tokens: t.field({
      type: [Token],
      description: "The agent's tokens, newest first; empty unless you manage it.",
      resolve: (actor, _, context) => (mayManageActor(callerOf(context), actor) ? context.loaders.tokens.load(actor.id) : []),
    }),
    viewerCanManage: t.boolean({
      description: 'Whether you may change and retire this agent and give it tokens.',
      resolve: (actor, _, context) => mayManageActor(callerOf(context), actor),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it joined.' }),
  }),
})

nodeType('Actor', /^act_/, (id, _, { loaders }) => loaders.actor.load(id))

builder.queryFields((t) => ({
  me: t.field({
    type: Actor,
    nullable: true,
    description: 'Whoever sends this request.',
    resolve: (_, __, context) => context.loaders.actor.load(callerOf(context).actorId),
  }),
  actor: t.field({
    type: Actor,
    nullable: true,
    description: 'An actor by id or handle.',
    args: { ref: t.arg.id({ required: true, description: 'Its id or handle.' }) },
    resolve: (_, { ref }, context) => findActor(callerOf(context), ref),
  }),
  actors: t.field({
    type: [Actor],
    description: 'People and agents, by handle.',
    args: {
      kind: t.arg({ type: ActorKind, description: 'Only people, or only agents.' }),
      project: t.arg.id({ description: 'Only members of this project: its id or key.' }),
      includeRetired: t.arg.boolean({ required: true, defaultValue: false, description: 'Whether retired agents are listed too.' }),
    },
    resolve: (_, args, context) => listActors(callerOf(context), args),
  }),
}))
