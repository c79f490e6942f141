import { projectActs } from '#lib/domain/project/policy.ts'
import { listTasks } from '#lib/domain/task/list.ts'
import { findProject, listProjects } from '#lib/domain/project/queries.ts'
import { listEvents } from '#lib/domain/event/queries.ts'
import { Brief } from './brief.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { pageArgs } from './connection.ts'
import { EventConnection, EventFilter } from './event.ts'
import { Node, nodeType } from './node.ts'
import { TaskConnection, TaskFilter, TaskOrder } from './task-list.ts'
import { Actor, Member, Project, type ProjectRow } from './refs.ts'

export const Role = enumOf('Role', 'What a member may do in a project.', {
  OWNER: 'Everything, and decides who else is a member.',
  MEMBER: 'Creates and works on tasks.',
  VIEWER: 'Only reads.',
})
export const ProjectStatus = enumOf('ProjectStatus', 'Where a project stands.', {
  PLANNING: 'It is being planned.',
  ACTIVE: 'It is being worked on.',
  COMPLETED: 'It is done.',
  ARCHIVED: 'It is put away and read-only.',
})
export const ProjectEditing = enumOf('ProjectEditing', 'Who may change a task.', {
  STRICT: 'Its creator, assignee and holder, and owners.',
  OPEN: 'Every member.',
})
const ProjectAct = enumOf('ProjectAct', 'What can be done with a project.', {
  UPDATE_PROJECT: 'Change its name, brief and settings.',
  MANAGE_MEMBERS: 'Add and remove members and change their roles.',
  ARCHIVE: 'Archive it, or make it active again.',
  MANAGE_TAGS: 'Rename, merge and remove a tag on all its tasks.',
  CREATE_TASK: 'Create tasks in it.',
  CREATE_DEPENDENCY: 'Add and remove dependencies between its tasks.',
  ADD_CONTEXT: 'Write on it and on its tasks.',
  TAKE_OVER: 'Take a task over from its holder.',
  FORCE: 'Complete tasks past open blockers and unmet criteria.',
  MANAGE_PLUGINS: 'Switch plugins on and off in it, and set them.',
  COORDINATE: 'Let ready work be assigned.',
  MANAGE_WEBHOOKS: 'See its webhooks and their deliveries, add, change and remove them.',
})

Member.implement({
  description: 'An actor in a project.',
  fields: (t) => ({
    actor: t.field({ type: Actor, description: 'Who it is.', resolve: ({ actorId }, _, { loaders }) => loaders.anActor.load(actorId) }),
    role: t.expose('role', { type: Role, description: 'What they may do.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they became a member.' }),
  }),
})

const TaskCounts = builder.objectRef<ProjectRow>('TaskCounts').implement({
  description: 'How many tasks a project has, without deleted ones.',
  fields: (t) => ({
    pending: t.exposeInt('pending', { description: 'Ready to be taken.' }),
    blocked: t.exposeInt('blocked', { description: 'Waiting for blockers or on hold.' }),
    inProgress: t.exposeInt('inProgress', { description: 'Being worked on.' }),
    completed: t.exposeInt('completed', { description: 'Done.' }),
    cancelled: t.exposeInt('cancelled', { description: 'Given up.' }),
    open: t.int({ description: 'Neither completed nor cancelled.', resolve: (p) => p.pending + p.blocked + p.inProgress }),
    total: t.int({ description: 'All.', resolve: (p) => p.pending + p.blocked + p.inProgress + p.completed + p.cancelled }),
  }),
})

Project.implement({
  description: 'A dependency graph of tasks and the actors who work on it.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`prj_` and 16 hexadecimal characters.' }),
    key: t.exposeString('key', { description: 'The unique short name that task keys begin with, such as `WEB`.' }),
    name: t.exposeString('name', { description: 'The name as shown.' }),
    status: t.expose('status', { type: ProjectStatus, description: 'Where it stands.' }),
    editing: t.expose('editing', { type: ProjectEditing, description: 'Who may change a task.' }),
    brief: t.field({ type: Brief, description: 'The why, what and done of the project.', resolve: (project) => project }),
    repository: t.exposeString('repository', { description: 'Where its code is: an address to clone; empty when nobody has said.' }),
    counts: t.field({ type: TaskCounts, description: 'How many tasks it has.', resolve: (project) => project }),
    leaseMinutes: t.exposeInt('leaseMinutes', { description: 'How long a claim lasts unless it asks for another time.' }),
    maxAttempts: t.exposeInt('maxAttempts', { description: 'After how many failed attempts a task goes on hold.' }),
    version: t.exposeInt('version', { description: 'Rises with each change of the project itself.' }),
    seq: t.exposeInt('seq', { description: 'The number of its last event: a cursor for `projectEvents`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed itself.' }),
    members: t.field({
      type: [Member],
      description: 'Its members, in the order in which they joined.',
      resolve: ({ id }, _, { loaders }) => loaders.members.load(id),
    }),
    viewerRole: t.field({
      type: Role,
      nullable: true,
      description: 'What you are in it. Admins count as OWNER everywhere.',
      resolve: ({ id }, _, { loaders }) => loaders.role.load(id),
    }),
    viewerCan: t.field({
      type: [ProjectAct],
      description: 'What you may do with it now.',
      resolve: async ({ id, status }, _, context) =>
        projectActs({ role: await context.loaders.role.load(id), scopes: callerOf(context).scopes, projectStatus: status }),
    }),
    tags: t.stringList({ description: 'The tags in use, by name.', resolve: ({ id }, _, { loaders }) => loaders.projectTags.load(id) }),
    tasks: t.field({
      type: TaskConnection,
      description: 'Its tasks.',
      args: {
        ...pageArgs(t),
        filter: t.arg({ type: TaskFilter, description: 'Only those that fit.' }),
        orderBy: t.arg({ type: TaskOrder, required: true, defaultValue: 'READY', description: 'In which order.' }),
      },
      resolve: ({ id }, args, context) => listTasks(callerOf(context), { ...args, project: id }),
    }),
    events: t.field({
      type: EventConnection,
      description: 'What happened in it, newest first.',
      args: { ...pageArgs(t), filter: t.arg({ type: EventFilter, description: 'Only those that fit.' }) },
      resolve: ({ key }, args, context) => listEvents(callerOf(context), { ...args, stream: key }),
    }),
  }),
})

nodeType('Project', /^prj_/, (id, _, { loaders }) => loaders.project.load(id))

builder.queryFields((t) => ({
  projects: t.field({
    type: [Project],
    description: 'The projects you see, by key.',
    resolve: (_, __, context) => listProjects(callerOf(context)),
  }),
  project: t.field({
    type: Project,
    nullable: true,
    description: 'A project by id or key.',
    args: { ref: t.arg.id({ required: true, description: 'Its id or key.' }) },
    resolve: (_, { ref }, context) => findProject(callerOf(context), ref),
  }),
}))
