import type { Db } from '#lib/db.ts'
import { longestChain, longestPaths, slackOf, type LongestPaths } from './longest-paths.ts'
import { type OpenGraph, readOpenGraph } from './open-graph.ts'
import { reach } from './reach.ts'
import { savings } from './savings.ts'

/** Tasks by id. Everything is bounded, so that it can be handed from one thread to another and shown. */
export interface PathAnalysis {
  /** The longest chain of open work, in hours. */
  hours: number
  /** How many tasks it has; `chain` names the first of them in order. */
  length: number
  chain: string[]
  /** How many open tasks were looked at. */
  openTasks: number
  usualHours: number
  bottleneck: { task: string; savesHours: number; waiting: number } | null
  /** The tasks outside the chain that can slip least, those first. */
  leastSlack: Slack[]
  /** Of the tasks asked for that are open. */
  asked: Slack[]
}

export interface Slack {
  task: string
  hours: number
}

export const MOST = { chain: 500, slack: 100, asked: 100 } as const

export interface Question {
  /** Looks only at this task and what it waits for. */
  task?: string | null
  /** Ids of tasks whose slack is wanted. */
  asked?: readonly string[]
}

export async function readAndAnalyse(
  reads: Pick<Db, '$queryRaw'>,
  { projectId, question }: { projectId: string; question: Question },
): Promise<PathAnalysis> {
  return analysePaths(await readOpenGraph(reads, projectId), question)
}

export function analysePaths(graph: OpenGraph, { task, asked = [] }: Question): PathAnalysis {
  const position = new Map(task || asked.length ? graph.ids.map((id, i) => [id, i]) : [])
  const end = task ? position.get(task) : undefined
  const within = task ? (end === undefined ? new Uint8Array(graph.ids.length) : reach(graph.blockers, [end]).seen) : undefined
  const paths = longestPaths(graph, within)
  const chain = longestChain(graph, paths)
  const slackIn = (at: number) => ({ task: graph.ids[at] ?? '', hours: slackOf(graph, paths, at) })
  const isAsked = new Set(asked.map((id) => position.get(id)).filter((at) => at !== undefined))
  return {
    hours: paths.hours,
    length: chain.length,
    chain: chain.slice(0, MOST.chain).map((at) => graph.ids[at] ?? ''),
    openTasks: paths.order.length,
    usualHours: graph.usualHours,
    bottleneck: bottleneckOf(graph, paths, chain, within),
    leastSlack: least(graph, paths, new Set(chain)).map(slackIn),
    asked: [...paths.order.filter((at) => isAsked.has(at))].map(slackIn),
  }
}

function least(graph: OpenGraph, paths: LongestPaths, chain: ReadonlySet<number>): number[] {
  const others = [...paths.order].filter((at) => !chain.has(at)).map((at) => ({ at, slack: slackOf(graph, paths, at) }))
  others.sort((a, b) => a.slack - b.slack || a.at - b.at)
  return others.slice(0, MOST.slack).map(({ at }) => at)
}

/**
 * The task whose finishing brings the end nearest: the one without which the longest chain is shortest. Where several save as much,
 * the first in the chain, which all others wait for; where none saves anything because chains of one length lie side by side, the
 * first task of such a chain for which most others wait.
 */
function bottleneckOf(graph: OpenGraph, paths: LongestPaths, chain: readonly number[], within: Uint8Array | undefined) {
  const saved = savings(graph, paths)
  const place = new Map([...paths.order].map((at, i) => [at, i]))
  const savesOf = (at: number) => saved[place.get(at) ?? -1] ?? 0
  let best = chain[0]
  if (best === undefined) return null
  for (const at of chain) if (savesOf(at) > savesOf(best) + 1e-6) best = at
  if (savesOf(best) === 0) best = mostAwaited(graph, paths, best)
  const waiting = reach(graph.dependents, [best]).seen.reduce((sum, seen, at) => sum + (within === undefined || within[at] ? seen : 0), -1)
  return { task: graph.ids[best] ?? '', savesHours: savesOf(best), waiting }
}

/** Beginnings that are compared; there are hardly ever more. */
const BEGINNINGS = 100

function mostAwaited(graph: OpenGraph, paths: LongestPaths, first: number): number {
  const beginnings = [...paths.order].filter((at) => paths.until[at] === graph.hours[at] && slackOf(graph, paths, at) === 0)
  let best = { at: first, count: 0 }
  for (const at of beginnings.slice(0, BEGINNINGS)) {
    const { count } = reach(graph.dependents, [at])
    if (count > best.count) best = { at, count }
  }
  return best.at
}
