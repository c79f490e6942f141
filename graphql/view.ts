import { deleteView } from '#lib/domain/view/delete.ts'
import { mayWithView } from '#lib/domain/view/policy.ts'
import { saveView } from '#lib/domain/view/save.ts'
import { updateView } from '#lib/domain/view/update.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Project, SavedView } from './refs.ts'

const ViewPage = enumOf('ViewPage', 'The page of a project that a saved view opens.', {
  TASKS: 'The list of tasks.',
  BOARD: 'The board.',
  GRAPH: 'The dependency graph.',
  ACTIVITY: 'What happened.',
})

SavedView.implement({
  description: 'Filters, order and layout of a page, kept under a name: for one actor, or shared with all who see the project.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`vw_` and 16 hexadecimal characters.' }),
    project: t.field({
      type: Project,
      description: 'Its project.',
      resolve: ({ projectId }, _, { loaders }) => loaders.aProject.load(projectId),
    }),
    owner: t.field({
      type: Actor,
      description: 'Who saved it.',
      resolve: ({ ownerId }, _, { loaders }) => loaders.anActor.load(ownerId),
    }),
    name: t.exposeString('name', { description: 'The name as shown.' }),
    page: t.expose('page', { type: ViewPage, description: 'The page that it opens.' }),
    query: t.exposeString('query', { description: "The page's search string, without `?`." }),
    isShared: t.exposeBoolean('isShared', { description: 'Whether all who see the project have it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was saved first.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    viewerCanChange: t.boolean({
      description: 'Whether you may rename, change and delete it.',
      resolve: async (view, _, context) =>
        mayWithView('CHANGE', { ...callerOf(context), role: await context.loaders.role.load(view.projectId) }, view),
    }),
  }),
})

nodeType('SavedView', /^vw_/, (id, _, { loaders }) => loaders.savedView.load(id))

builder.objectField(Project, 'savedViews', (t) =>
  t.field({
    type: [SavedView],
    description: 'Your own saved views of it and the shared ones, by name.',
    args: { page: t.arg({ type: ViewPage, description: 'Only those of this page.' }) },
    resolve: async ({ id }, { page }, { loaders }) => (await loaders.savedViews.load(id)).filter((view) => !page || view.page === page),
  }),
)

const viewField = (t: Fields<{ view: string }>) =>
  t.field({
    type: SavedView,
    nullable: true,
    description: 'The view as it is now; null when you see it no more.',
    resolve: ({ view }, _, { loaders }) => loaders.savedView.load(view),
  })

mutation('saveView', {
  description: 'Saves the filters, order and layout of a page under a name, for you or for all who see the project. Nobody is told.',
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    page: t.field({ type: ViewPage, required: true, description: 'The page that it opens.' }),
    name: t.string({ required: true, description: 'The name as shown, up to 100 characters.' }),
    query: t.string({ required: true, description: "The page's search string, such as `status=blocked&order=updated`; may be empty." }),
    isShared: t.boolean({ description: 'Whether all who see the project shall have it; members and owners share.' }),
  }),
  resolve: (caller, input) => saveView(caller, input),
  success: (t) => ({ view: viewField(t) }),
})

mutation('updateView', {
  description: 'Changes a saved view: your own, or as OWNER of the project a shared one. A field that is left out stays as it is.',
  input: (t) => ({
    view: t.id({ required: true, description: 'The view: its id.' }),
    name: t.string({ description: 'The name as shown, up to 100 characters.' }),
    query: t.string({ description: "The page's search string." }),
    isShared: t.boolean({ description: 'Whether all who see the project shall have it.' }),
  }),
  resolve: (caller, input) => updateView(caller, input),
  success: (t) => ({ view: viewField(t) }),
})

mutation('deleteView', {
  description: 'Deletes a saved view for good: your own, or as OWNER of the project a shared one.',
  input: (t) => ({ view: t.id({ required: true, description: 'The view: its id.' }) }),
  resolve: (caller, input) => deleteView(caller, input),
  success: (t) => ({
    deletedId: t.id({ description: 'The id that it had.', resolve: ({ view }) => view }),
    project: t.field({
      type: Project,
      description: 'Its project.',
      resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
    }),
  }),
})
