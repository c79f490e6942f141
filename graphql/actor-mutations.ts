import { createAgent } from '#lib/domain/actor/create-agent.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { registerAgent } from '#lib/domain/actor/register-agent.ts'
import { retireAgent } from '#lib/domain/actor/retire-agent.ts'
import { revokeToken } from '#lib/domain/actor/revoke-token.ts'
import { stopAgent } from '#lib/domain/actor/stop-agent.ts'
import { updateAgent } from '#lib/domain/actor/update-agent.ts'
import { updateMe } from '#lib/domain/actor/update-me.ts'
import { callerOf, type Fields, type Inputs } from './builder.ts'
import { AlreadyExistsError, ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Role } from './project.ts'
import { tasksField } from './task.ts'
import { Scope } from './token.ts'
import { Actor, Token } from './refs.ts'

const agentRef = (t: Inputs) => t.id({ required: true, description: 'The agent: id or handle.' })
const wipLimit = (t: Inputs) => t.int({ description: 'How many tasks it may hold at once, 1 to 100; null for as many as it likes.' })
const agentField = (t: Fields<{ agent: string }>) =>
  t.field({ type: Actor, description: 'The agent as it is now.', resolve: ({ agent }, _, { loaders }) => loaders.anActor.load(agent) })
const tokenField = (t: Fields<{ token: string }>) =>
  t.field({ type: Token, description: 'The token as it is now.', resolve: ({ token }, _, { loaders }) => loaders.aToken.load(token) })

mutation('createAgent', {
  description: 'Registers an agent that you own, and makes it a member of a project when one is named.',
  errors: [AlreadyExistsError, ProjectArchivedError],
  input: (t) => ({
    handle: t.string({ required: true, description: 'The unique short name: 2 to 50 of `a-z 0-9 . _ -`, a letter or digit first.' }),
    name: t.string({ required: true, description: 'The name as shown.' }),
    agentType: t.string({ description: 'What kind of program it is.' }),
    capabilities: t.stringList({ description: 'What it can do; matched with what tasks require.' }),
    wipLimit: wipLimit(t),
    project: t.id({ description: 'A project that it joins: id or key.' }),
    role: t.field({ type: Role, description: 'What it may do there; MEMBER unless you say so.' }),
  }),
  resolve: (caller, input) => createAgent(caller, input),
  success: (t) => ({ agent: agentField(t) }),
})

mutation('registerAgent', {
  description:
    'Makes an agent known, as often as you like. A handle that is free becomes an agent that you own; one of your own keeps every field that is left out. An agent registers itself by its own handle, to say its type and capabilities.',
  errors: [AlreadyExistsError, ProjectArchivedError],
  input: (t) => ({
    handle: t.string({ required: true, description: 'The unique short name: 2 to 50 of `a-z 0-9 . _ -`, a letter or digit first.' }),
    name: t.string({ description: 'The name as shown; a new agent is called by its handle without it.' }),
    agentType: t.string({ description: 'What kind of program it is; null clears it.' }),
    capabilities: t.stringList({ description: 'What it can do. Replaces those it has; null clears them.' }),
    wipLimit: wipLimit(t),
    project: t.id({ description: 'A project that it joins unless it is a member: id or key. Takes an OWNER of it.' }),
    role: t.field({ type: Role, description: 'What it may do there when it joins; MEMBER unless you say so.' }),
  }),
  resolve: (caller, input) => registerAgent(caller, input),
  success: (t) => ({
    agent: agentField(t),
    created: t.boolean({ description: 'Whether it was not known before.', resolve: ({ created }) => created }),
  }),
})

mutation('updateMe', {
  description: 'Changes the name by which you are shown, as a person. Your handle stays.',
  input: (t) => ({ name: t.string({ required: true, description: 'The name as shown, 1 to 100 characters.' }) }),
  resolve: (caller, input) => updateMe(caller, input),
  success: (t) => ({
    me: t.field({
      type: Actor,
      description: 'You, as you are now.',
      resolve: (_, __, context) => context.loaders.anActor.load(callerOf(context).actorId),
    }),
  }),
})

mutation('updateAgent', {
  description:
    'Changes an agent. A field that is left out stays as it is; null clears it. An agent changes its own type and capabilities; all else is for the person who created it, or an admin.',
  input: (t) => ({
    agent: agentRef(t),
    name: t.string({ description: 'The name as shown.' }),
    agentType: t.string({ description: 'What kind of program it is.' }),
    capabilities: t.stringList({ description: 'What it can do. Replaces those it has.' }),
    wipLimit: wipLimit(t),
  }),
  resolve: (caller, input) => updateAgent(caller, input),
  success: (t) => ({ agent: agentField(t) }),
})

mutation('stopAgent', {
  description:
    'Takes over all that an agent holds, as an OWNER, in one write: the tasks wait again for anybody. The agent is told the reason, in its inbox and by the refusal of its next write. It keeps its tokens and may claim again; `retireAgent` ends it for good.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    agent: agentRef(t),
    project: t.id({ description: 'Only in this project: id or key. Without it, in every project that you own.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 5,000 characters: the agent reads it.' }),
  }),
  resolve: (caller, input) => stopAgent(caller, input),
  success: (t) => ({
    agent: agentField(t),
    tasks: tasksField(t, 'The tasks that were taken over.', ({ tasks }) => tasks),
  }),
})

mutation('retireAgent', {
  description: 'Retires an agent: its tokens and claims end and its open tasks lose their assignee, all in one write. Its history stays.',
  input: (t) => ({ agent: agentRef(t) }),
  resolve: (caller, input) => retireAgent(caller, input),
  success: (t) => ({
    agent: agentField(t),
    releasedTasks: tasksField(t, 'The tasks that lost their assignee.', ({ released }) => released),
  }),
})

mutation('createToken', {
  description: 'Issues a token to an agent.',
  input: (t) => ({
    agent: agentRef(t),
    name: t.string({ required: true, description: 'What it is for.' }),
    scopes: t.field({ type: [Scope], required: true, description: 'What it may be used for.' }),
    projects: t.idList({ description: 'Limit it to these projects: ids or keys. Without any it is good for all of its agent.' }),
    expiresInDays: t.int({ description: 'How many days it is good for, 1 to 3,650; without it, until it is revoked.' }),
  }),
  resolve: (caller, input) => createToken(caller, input),
  success: (t) => ({
    token: tokenField(t),
    secret: t.string({
      nullable: true,
      description: 'What to send as `Authorization: Bearer …`. Shown this once; null when the act is repeated with its idempotency key.',
      resolve: (outcome) => outcome.secret,
    }),
  }),
})

mutation('revokeToken', {
  description: 'Ends a token at once, with the streams that use it.',
  input: (t) => ({ token: t.id({ required: true, description: 'The id of the token.' }) }),
  resolve: (caller, input) => revokeToken(caller, input),
  success: (t) => ({ token: tokenField(t) }),
})
