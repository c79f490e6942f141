import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestPaths, slackOf } from './longest-paths.ts'
import { type OpenGraph, neighbours } from './open-graph.ts'
import { analysePaths } from './path-analysis.ts'
import { savings } from './savings.ts'

type Edge = readonly [from: number, to: number]

function graphOf(hours: readonly number[], edges: readonly Edge[]): OpenGraph {
  const ids = hours.map((_, i) => String.fromCharCode(97 + i))
  const from = Int32Array.from(edges, ([a]) => a)
  const to = Int32Array.from(edges, ([, b]) => b)
  return {
    ids,
    hours: Float64Array.from(hours),
    usualHours: 1,
    dependents: neighbours(ids.length, from, to),
    blockers: neighbours(ids.length, to, from),
  }
}

/** Every chain, the slow way. */
function chainsOf({ hours }: OpenGraph, edges: readonly Edge[]): number[][] {
  const on = (chain: number[]): number[][] => {
    const next = edges.filter(([from]) => from === chain[chain.length - 1])
    return [chain, ...next.flatMap(([, to]) => on([...chain, to]))]
  }
  return [...hours.keys()].flatMap((at) => on([at]))
}
const longest = (graph: OpenGraph, chains: readonly number[][]) =>
  Math.max(0, ...chains.map((chain) => chain.reduce((sum, at) => sum + (graph.hours[at] ?? 0), 0)))

const graphs = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc.record({
    hours: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: count, maxLength: count }),
    // From the higher to the lower as often as the other way round, so that places in the order and positions differ.
    edges: fc
      .uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { selector: String, maxLength: 12 })
      .chain((pairs) => fc.boolean().map((turned) => pairs.filter(([a, b]) => (turned ? a > b : a < b)))),
  }),
)

describe('the longest chain of open work', () => {
  it('is the longest of all chains, and what is said of it adds up', () =>
    fc.assert(
      fc.property(graphs, ({ hours, edges }) => {
        const graph = graphOf(hours, edges)
        const { chain, ...path } = analysePaths(graph, {})
        const places = chain.map((id) => graph.ids.indexOf(id))
        expect(path.hours).toBe(longest(graph, chainsOf(graph, edges)))
        expect(places.reduce((sum, at) => sum + (hours[at] ?? 0), 0)).toBe(path.hours)
        for (const [i, at] of places.slice(1).entries()) expect(edges.map(String)).toContain(String([places[i], at]))
      }),
      { numRuns: 500 },
    ))

  it('leaves each task the slack that the longest chain through it leaves', () =>
    fc.assert(
      fc.property(graphs, ({ hours, edges }) => {
        const graph = graphOf(hours, edges)
        const chains = chainsOf(graph, edges)
        const paths = longestPaths(graph)
        for (const at of hours.keys()) {
          const through = chains.filter((chain) => chain.includes(at))
          expect(slackOf(graph, paths, at)).toBe(paths.hours - longest(graph, through))
        }
      }),
      { numRuns: 500 },
    ))

  it('shrinks by what is saved when a task is done', () =>
    fc.assert(
      fc.property(graphs, ({ hours, edges }) => {
        const graph = graphOf(hours, edges)
        const paths = longestPaths(graph)
        const saved = savings(graph, paths)
        for (const [i, at] of paths.order.entries()) {
          const without = graphOf(hours.with(at, 0), edges)
          expect(saved[i]).toBe(paths.hours - longestPaths(without).hours)
        }
      }),
      { numRuns: 500 },
    ))
})

describe('the bottleneck', () => {
  it('is the task that saves most when it is done', () => {
    // a short start, a long middle, a short end; beside the middle another way of 3 h
    const graph = graphOf(
      [1, 8, 1, 3],
      [
        [0, 1],
        [1, 2],
        [0, 3],
        [3, 2],
      ],
    )
    expect(analysePaths(graph, {}).bottleneck).toEqual({ task: 'b', savesHours: 5, waiting: 1 })
  })

  it('is the first of a chain of equal tasks, which the others wait for', () => {
    const chain: Edge[] = [
      [0, 1],
      [1, 2],
      [2, 3],
    ]
    expect(analysePaths(graphOf([2, 2, 2, 2], chain), {}).bottleneck).toEqual({ task: 'a', savesHours: 2, waiting: 3 })
  })

  it('is what most tasks wait for when chains of one length lie side by side', () => {
    const edges: Edge[] = [
      [0, 1],
      [2, 3],
      [2, 4],
    ]
    expect(analysePaths(graphOf([1, 1, 1, 1, 1], edges), {}).bottleneck).toEqual({ task: 'c', savesHours: 0, waiting: 2 })
  })

  it('is nothing when nothing is open', () => {
    expect(analysePaths(graphOf([], []), {})).toMatchObject({ hours: 0, length: 0, chain: [], bottleneck: null, leastSlack: [] })
  })
})

it('asked about a task, only what it waits for counts', () => {
  const edges: Edge[] = [
    [0, 1],
    [1, 2],
    [0, 3],
  ]
  const graph = graphOf([1, 2, 9, 4], edges)
  expect(analysePaths(graph, { task: 'b', asked: ['a', 'd'] })).toMatchObject({
    hours: 3,
    chain: ['a', 'b'],
    openTasks: 2,
    asked: [{ task: 'a', hours: 0 }],
  })
  expect(analysePaths(graph, { task: 'gone' })).toMatchObject({ hours: 0, chain: [], openTasks: 0 })
})
