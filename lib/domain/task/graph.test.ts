import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addDependency } from '../dependency/add.ts'
import { cancelTask } from './cancel.ts'
import { completeTask } from './complete.ts'
import { createPlan } from '../plan/create.ts'
import { deleteTask } from './delete.ts'
import { taskGraph } from './graph.ts'
import type { ProjectRow } from './types.ts'

let ann: Caller
let web: ProjectRow
const ids: Record<string, string> = {}

// done → a → b → c → d ; a → side ; e alone; old and older are finished and touch only each other; x is a part of b.
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { key: 'WEB' })
  for (const title of ['done', 'a', 'b', 'c', 'd', 'side', 'e', 'old', 'older', 'x', 'gone'])
    ids[title] = (await task(ann, web, { title })).id
  const at = (name: string) => ids[name] ?? ''
  for (const [dependsOn, on] of ['done a', 'a b', 'b c', 'c d', 'a side', 'older old', 'gone d'].map((pair) => pair.split(' ')))
    await addDependency(ann, { task: at(on ?? ''), dependsOn: at(dependsOn ?? '') })
  await addDependency(ann, { task: at('x'), dependsOn: at('b'), kind: 'PARENT' })
  for (const title of ['done', 'older', 'old']) await completeTask(ann, { task: at(title) })
  await cancelTask(ann, { task: at('gone'), policy: 'RELEASE' })
  await deleteTask(ann, { task: at('gone') })
})

async function drawn(input: Parameters<typeof taskGraph>[1], by = ann) {
  const graph = await taskGraph(by, input)
  const title = new Map(graph?.nodes.map((node) => [node.id, node.title]))
  return (
    graph && {
      nodes: graph.nodes.map((node) => node.title).sort(),
      edges: graph.edges.map((edge) => `${title.get(edge.from)}${edge.isOpen ? '→' : '·'}${title.get(edge.to)}`).sort(),
      truncated: graph.truncated,
      groups: graph.groups,
    }
  )
}

it('a project shows its open work and the finished tasks that touch it', async () => {
  expect(await drawn({ project: 'WEB' })).toEqual({
    nodes: ['a', 'b', 'c', 'd', 'done', 'e', 'side', 'x'],
    edges: ['a→b', 'a→side', 'b→c', 'c→d', 'done·a'],
    truncated: false,
    groups: [],
  })
  expect((await drawn({ project: 'WEB', includeDone: true }))?.nodes).toEqual([
    'a',
    'b',
    'c',
    'd',
    'done',
    'e',
    'old',
    'older',
    'side',
    'x',
  ])
})

it('other kinds are shown when asked for', async () => {
  expect((await drawn({ project: 'WEB', kinds: ['PARENT'] }))?.edges).toEqual(['b·x'])
  expect((await drawn({ task: ids.b, kinds: ['PARENT', 'BLOCKS'], direction: 'DOWNSTREAM' }))?.nodes).toEqual(['b', 'c', 'd', 'x'])
})

it('the neighbourhood of a task goes up, down or both ways, as far as asked', async () => {
  expect((await drawn({ task: ids.b }))?.nodes).toEqual(['a', 'b', 'c', 'd', 'done'])
  expect((await drawn({ task: 'WEB-3', direction: 'UPSTREAM' }))?.nodes).toEqual(['a', 'b', 'done'])
  expect((await drawn({ task: ids.b, direction: 'DOWNSTREAM' }))?.nodes).toEqual(['b', 'c', 'd'])
  expect((await drawn({ task: ids.b, depth: 1 }))?.nodes).toEqual(['a', 'b', 'c'])
  expect((await drawn({ task: ids.b, depth: 0 }))?.nodes).toEqual(['b'])
})

it('what does not fit is counted by status', async () => {
  expect(await drawn({ task: ids.d, direction: 'UPSTREAM', first: 2 })).toEqual({
    nodes: ['c', 'd'],
    edges: ['c→d'],
    truncated: true,
    groups: [
      { status: 'BLOCKED', count: 1 },
      { status: 'PENDING', count: 1 },
      { status: 'COMPLETED', count: 1 },
    ],
  })
  const whole = await taskGraph(ann, { project: 'WEB', first: 3 })
  expect(whole?.nodes).toHaveLength(3)
  expect(whole?.groups.reduce((sum, group) => sum + group.count, 0)).toBe(5)
})

it('a filter leaves what fits, and the task in the middle', async () => {
  expect((await drawn({ project: 'WEB', filter: { status: ['COMPLETED'] } }))?.nodes).toEqual(['done', 'old', 'older'])
  expect((await drawn({ project: 'WEB', filter: { text: 'nothing of this kind' } }))?.nodes).toEqual([])
  expect((await drawn({ task: ids.b, filter: { status: ['CANCELLED'] } }))?.nodes).toEqual(['b'])
  expect((await drawn({ task: ids.b, filter: { open: true } }))?.nodes).toEqual(['a', 'b', 'c', 'd'])
})

it('nothing is shown to a stranger, and one of project and task is asked for', async () => {
  const stranger = await person()
  expect(await taskGraph(stranger, { project: 'WEB' })).toBeNull()
  expect(await taskGraph(stranger, { task: ids.b })).toBeNull()
  await expect(taskGraph(ann, {})).rejects.toThrow('name either a project or a task')
  await expect(taskGraph(ann, { project: 'WEB', task: ids.b })).rejects.toThrow('name either a project or a task')
  await expect(taskGraph(ann, { project: 'WEB', first: 5001 })).rejects.toThrow('first')
})

it('a chain of 2,000 tasks is drawn whole', async () => {
  const p = await project(ann)
  const all: string[] = []
  for (let i = 0; i < 4; i++)
    all.push(
      ...(await createPlan(ann, { project: p.id, tasks: Array.from({ length: 500 }, (_, k) => ({ title: `${i * 500 + k}` })) })).tasks,
    )
  const edges = all.slice(1).map((taskId, i) => ({
    id: `dep_${taskId}`,
    projectId: p.id,
    taskId,
    dependsOnId: all[i] ?? '',
    kind: 'BLOCKS' as const,
    createdAt: new Date(),
  }))
  await transaction([p.id], (tx) => tx.dependency.createMany({ data: edges }))
  const graph = await taskGraph(ann, { project: p.key, first: 2000 })
  expect(graph?.nodes).toHaveLength(2000)
  expect(graph?.edges).toHaveLength(1999)
  expect((await taskGraph(ann, { task: all[1000], first: 2000, depth: 40 }))?.nodes).toHaveLength(81)
})
