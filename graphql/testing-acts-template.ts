import { act } from './testing.ts'
import type { Acts } from './testing-stage.ts'

const SOURCE =
  'name: Tea\nvariables:\n  cups: { type: list }\ntasks:\n  - { ref: water, title: Boil }\n  - { each: cups, title: "Pour {{item}}", dependsOn: water }\n'

/** The mutations of templates; see ACTS. */
export const TEMPLATE_ACTS: Acts = {
  saveTemplate: async ({ bob, web }) => [
    bob,
    { project: web.key, source: SOURCE },
    'template { name source version origin taskCount viewerCanChange project { id } createdBy { id } variables { name type isRequired } }',
    {
      template: {
        ...{ name: 'Tea', source: SOURCE, version: 1, origin: 'PROJECT', taskCount: 2, viewerCanChange: true, project: { id: web.id } },
        ...{ createdBy: { id: bob.actorId }, variables: [{ name: 'cups', type: 'LIST', isRequired: true }] },
      },
    },
  ],
  updateTemplate: async ({ ann, bob, web }) => {
    const { template } = await act(bob, 'saveTemplate', { project: web.key, source: SOURCE }, 'template { id }')
    return [
      ann,
      { template: template.id, source: SOURCE.replace('Tea', 'Coffee'), project: null, expectedVersion: 1 },
      'template { id name version origin project { id } }',
      { template: { id: template.id, name: 'Coffee', version: 2, origin: 'WORKSPACE', project: null } },
    ]
  },
  deleteTemplate: async ({ bob, web }) => {
    const { template } = await act(bob, 'saveTemplate', { project: web.key, source: SOURCE }, 'template { id }')
    return [bob, { template: template.id }, 'deletedId', { deletedId: template.id }]
  },
  instantiateTemplate: async ({ bob, web }) => {
    const { template } = await act(bob, 'saveTemplate', { project: web.key, source: SOURCE }, 'template { id }')
    return [
      bob,
      { project: web.key, template: template.id, values: { cups: ['red', 'blue'] }, expectedVersion: 1 },
      'created { ref status turn task { title blockers { dependsOn { title } } } } taskCount readyCount dependencyCount dryRun',
      {
        created: [
          { ref: 'water', status: 'PENDING', turn: 1, task: { title: 'Boil', blockers: [] } },
          { ref: 'task.2[1]', status: 'BLOCKED', turn: 2, task: { title: 'Pour red', blockers: [{ dependsOn: { title: 'Boil' } }] } },
          { ref: 'task.2[2]', status: 'BLOCKED', turn: 3, task: { title: 'Pour blue', blockers: [{ dependsOn: { title: 'Boil' } }] } },
        ],
        ...{ taskCount: 3, readyCount: 1, dependencyCount: 2, dryRun: false },
      },
    ]
  },
}
