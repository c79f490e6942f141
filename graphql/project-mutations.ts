import { createProject } from '#lib/domain/project/create.ts'
import { removeMember } from '#lib/domain/project/remove-member.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { updateProject } from '#lib/domain/project/update.ts'
import { BriefInput } from './brief.ts'
import type { Fields } from './builder.ts'
import { AlreadyExistsError, LastOwnerError, ProjectArchivedError, ProjectChangedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { ProjectEditing, ProjectStatus, Role } from './project.ts'
import { tasksField } from './task.ts'
import { Member, Project } from './refs.ts'

const projectField = (t: Fields<{ project: string }>) =>
  t.field({
    type: Project,
    description: 'The project as it is now.',
    resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
  })

mutation('createProject', {
  description: 'Creates a project; you become its first OWNER. Needs the scope MANAGE.',
  errors: [AlreadyExistsError],
  input: (t) => ({
    key: t.string({ required: true, description: '2 to 10 capital letters and digits, a letter first. It never changes.' }),
    name: t.string({ required: true, description: 'The name as shown.' }),
    status: t.field({ type: ProjectStatus, description: 'Where it stands; ACTIVE unless you say so.' }),
    editing: t.field({ type: ProjectEditing, description: 'Who may change a task; STRICT unless you say so.' }),
    brief: t.field({ type: BriefInput, description: 'The why, what and done of the project.' }),
    repository: t.string({ description: 'Where its code is: an address to clone, without a password.' }),
  }),
  resolve: (caller, input) => createProject(caller, input),
  success: (t) => ({ project: projectField(t) }),
})

mutation('updateProject', {
  description: 'Changes a project. A field that is left out stays as it is.',
  errors: [ProjectArchivedError, ProjectChangedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    name: t.string({ description: 'The name as shown.' }),
    status: t.field({ type: ProjectStatus, description: 'Where it stands. An archived project takes a new status and nothing else.' }),
    editing: t.field({ type: ProjectEditing, description: 'Who may change a task.' }),
    brief: t.field({ type: BriefInput, description: 'The why, what and done of the project; null clears all three.' }),
    repository: t.string({ description: 'Where its code is: an address to clone, without a password; empty clears it.' }),
    leaseMinutes: t.int({ description: 'How long a claim lasts unless it asks for another time.' }),
    maxAttempts: t.int({ description: 'After how many failed attempts a task goes on hold.' }),
    expectedVersion: t.int({
      description:
        'The version that you have read. When a field of this change was changed since, nothing is done and ProjectChangedError says by whom.',
    }),
  }),
  resolve: (caller, input) => updateProject(caller, input),
  success: (t) => ({ project: projectField(t) }),
})

mutation('setMember', {
  description: 'Adds a member to a project, or changes a role.',
  errors: [LastOwnerError, ProjectArchivedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    actor: t.id({ required: true, description: 'The person or agent: id or handle.' }),
    role: t.field({ type: Role, required: true, description: 'What they may do.' }),
  }),
  resolve: (caller, input) => setMember(caller, input),
  success: (t) => ({
    project: projectField(t),
    member: t.field({
      type: Member,
      nullable: true,
      description: 'The member as it is now; null when it was removed since.',
      resolve: async ({ project, actor }, _, { loaders }) =>
        (await loaders.members.load(project)).find(({ actorId }) => actorId === actor) ?? null,
    }),
  }),
})

mutation('removeMember', {
  description: "Removes a member from a project. The member's claims end and open tasks lose their assignee in the same write.",
  errors: [LastOwnerError, ProjectArchivedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    actor: t.id({ required: true, description: 'The member: id or handle.' }),
  }),
  resolve: (caller, input) => removeMember(caller, input),
  success: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project as it is now; null when you have left it yourself.',
      resolve: ({ project }, _, { loaders }) => loaders.project.load(project),
    }),
    releasedTasks: tasksField(t, 'The tasks that lost their assignee.', ({ released }) => released),
  }),
})
