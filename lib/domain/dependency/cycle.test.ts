import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { person, project } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from '../task/types.ts'
import { refuseCycle } from './cycle.ts'
import { DependencyCycleError } from './errors.ts'

let database: TestDatabase
let web: ProjectRow
beforeAll(async () => void (database = await testDatabase()))
beforeEach(async () => {
  await database.reset()
  web = await project(await person(), { key: 'WEB' })
})

const id = (task: number) => task.toString(16).padStart(8, '0')

/** Tasks WEB-0 to WEB-n-1, and for each pair an edge: the second depends on the first. */
async function store(count: number, pairs: readonly (readonly [number, number])[]) {
  const at = new Date()
  const tasks = Array.from({ length: count }, (_, number) => ({
    ...{ id: id(number), number, key: `WEB-${number}`, title: `Task ${number}` },
    ...{ projectId: web.id, createdAt: at, updatedAt: at },
  }))
  const edges = pairs.map(([blocker, task]) => ({
    ...{ id: newId('dep'), projectId: web.id, taskId: id(task), dependsOnId: id(blocker), kind: 'BLOCKS' as const, createdAt: at },
  }))
  await transaction([web.id], async (tx) => {
    for (let i = 0; i < count; i += 1000) await tx.task.createMany({ data: tasks.slice(i, i + 1000) })
    for (let i = 0; i < edges.length; i += 1000) await tx.dependency.createMany({ data: edges.slice(i, i + 1000) })
  })
}

/** The path of keys that an edge is refused with; null when it may be added. */
const tried = (task: number, dependsOn: number) =>
  refuseCycle(db(), { projectId: web.id, taskId: id(task), dependsOnId: id(dependsOn), kind: 'BLOCKS' }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof DependencyCycleError) return error.path
      throw error
    },
  )

describe('an edge that would close a cycle', () => {
  it('is refused with the whole way round, however long the chain is', async () => {
    await store(
      1200,
      Array.from({ length: 1199 }, (_, i) => [i, i + 1] as const),
    )
    const path = await tried(0, 1199)
    expect(path).toHaveLength(1201)
    expect(path?.slice(0, 3)).toEqual(['WEB-0', 'WEB-1199', 'WEB-1198'])
    expect(path?.slice(-2)).toEqual(['WEB-1', 'WEB-0'])
    expect(await tried(500, 530)).toHaveLength(32)
    expect(await tried(1199, 0)).toBeNull()
  })

  it('is refused with the shortest way round where thousands of tasks lie on one level', async () => {
    const wide = Array.from({ length: 1100 }, (_, i) => i + 1)
    await store(1102, [...wide.flatMap((middle) => [[0, middle] as const, [middle, 1101] as const])])
    expect(await tried(0, 1101)).toEqual(['WEB-0', 'WEB-1101', expect.stringMatching(/^WEB-\d+$/), 'WEB-0'])
    expect(await tried(1101, 0)).toBeNull()
    expect(await tried(7, 8)).toBeNull()
  })

  it('is told from one that closes none as a plain search tells them, in random graphs', async () => {
    let seed = 11
    const random = (below: number) => Math.floor(((seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x80000000) * below)
    const [count, pairs] = [400, new Map<string, readonly [number, number]>()]
    while (pairs.size < 900) {
      const [a, b] = [random(count), random(count)]
      if (a < b) pairs.set(`${a} ${b}`, [a, b])
    }
    await store(count, [...pairs.values()])
    const reaches = (from: number, to: number, seen = new Set<number>()): boolean =>
      from === to || [...pairs.values()].some(([a, b]) => a === from && !seen.has(b) && seen.add(b) && reaches(b, to, seen))
    for (let i = 0; i < 60; i++) {
      const [task, dependsOn] = [random(count), random(count)]
      if (task === dependsOn) continue
      const path = await tried(task, dependsOn)
      expect(path !== null).toBe(reaches(task, dependsOn))
      const numbers = path?.map((key) => Number(key.slice(4))) ?? []
      for (const [at, number] of numbers.slice(1, -1).entries()) expect(pairs.has(`${numbers[at + 2]} ${number}`)).toBe(true)
    }
  })
})
