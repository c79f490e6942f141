import { randomUUID } from 'node:crypto'
import { member, task } from '#lib/testing/builders.ts'
import type { Acts } from './testing-stage.ts'
import { act } from './testing.ts'

/** What owners do with a project, its members and tags, and members with its saved views. */
export const PROJECT_ACTS: Acts = {
  createProject: async ({ ann }) => [
    ann,
    { key: 'NEW', name: 'New', brief: { why: 'because' } },
    'project { key brief { why what } }',
    { project: { key: 'NEW', brief: { why: 'because', what: '' } } },
  ],
  updateProject: async ({ ann, web }) => [
    ann,
    { project: web.key, name: 'Web', editing: 'OPEN' },
    'project { name editing }',
    { project: { name: 'Web', editing: 'OPEN' } },
  ],
  setMember: async ({ ann, web }) => {
    const { handle } = await member(ann, web)
    const input = { project: web.id, actor: handle, role: 'VIEWER' }
    return [ann, input, 'member { role actor { handle } }', { member: { role: 'VIEWER', actor: { handle } } }]
  },
  removeMember: async ({ ann, web }) => {
    const eve = await member(ann, web)
    const { id } = await task(ann, web, { assignee: eve.handle })
    return [
      ann,
      { project: web.id, actor: eve.actorId },
      'project { id } releasedTasks { id assignee { id } }',
      { project: { id: web.id }, releasedTasks: [{ id, assignee: null }] },
    ]
  },
  renameTag: async ({ ann, web }) => {
    const tag = `tag-${randomUUID().slice(0, 8)}`
    await task(ann, web, { tags: [tag] })
    return [ann, { project: web.key, tag, to: `${tag}-2` }, 'tasks project { id }', { tasks: 1, project: { id: web.id } }]
  },
  saveView: async ({ bob, web }) => [
    bob,
    { project: web.key, page: 'TASKS', name: ' Late work ', query: '?status=blocked&order=deadline', isShared: true },
    'view { name page query isShared viewerCanChange owner { id } project { key } }',
    {
      view: {
        ...{ name: 'Late work', page: 'TASKS', query: 'status=blocked&order=deadline', isShared: true, viewerCanChange: true },
        ...{ owner: { id: bob.actorId }, project: { key: web.key } },
      },
    },
  ],
  updateView: async ({ ann, bob, web }) => {
    const { view } = await act(bob, 'saveView', { project: web.id, page: 'GRAPH', name: 'Ours', query: '', isShared: true }, 'view { id }')
    return [ann, { view: view.id, name: 'All' }, 'view { name isShared }', { view: { name: 'All', isShared: true } }]
  },
  deleteView: async ({ bob, web }) => {
    const { view } = await act(bob, 'saveView', { project: web.id, page: 'BOARD', name: 'Mine', query: 'q=x' }, 'view { id }')
    return [bob, { view: view.id }, 'deletedId project { key }', { deletedId: view.id, project: { key: web.key } }]
  },
}
