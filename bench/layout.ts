import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { layoutGraph } from '../app/_graph/layout.ts'
import { ownCrossings } from '../app/_graph/layout/testing-crossings.ts'
import { dagreCrossings, dagreLayout } from '../app/_graph/layout/testing-dagre.ts'
import { plannedGraph, type TestGraph } from '../app/_graph/layout/testing-graphs.ts'

/**
 * Compares the picture of a graph with dagre's: `npx tsx bench/layout.ts [issues.jsonl] [seconds]`. Each is drawn in a process of
 * its own, up to five times; what is not done after so many seconds (60) is ended, and what it would have given is unknown.
 */
const RUNS = 5
const WIDTHS = [26, 6, 7, 9, 10, 7, 11, 12, 6]
const FIXTURE = 'lib/transfer/fixtures/beads-300.jsonl'

interface Measured {
  median: number
  crossings: number
}

const [file = FIXTURE, seconds = '60', by, at] = process.argv.slice(2)
const graphs: [string, TestGraph][] = [
  ['Beads, what gates', beads(file, ['blocks', 'blocked-by'])],
  ['Beads, all kinds', beads(file, null)],
  ...[300, 1000, 5000].flatMap((tasks) =>
    [1.5, 4].map((each): [string, TestGraph] => [`generated, ${each} edges a task`, plannedGraph(tasks, tasks * each)]),
  ),
]
const [, asked] = graphs[Number(at)] ?? []
if (by && asked) process.stdout.write(JSON.stringify(draw(by, asked, Number(seconds))))
else await compare()

async function compare() {
  const isOk: boolean[] = []
  const isLate: boolean[] = []
  print(['graph', 'tasks', 'edges', 'ours ms', 'dagre ms', 'ratio', 'ours cross', 'dagre cross', 'ratio'])
  for (const [index, [name, graph]] of graphs.entries()) {
    const ours = await measured('ours', file, index, Number(seconds))
    const theirs = await measured('dagre', file, index, Number(seconds))
    isOk.push(ours !== null && (theirs === null || (ours.median < theirs.median && ours.crossings <= theirs.crossings)))
    isLate.push(theirs === null)
    print([
      name,
      String(graph.nodes.length),
      String(graph.edges.length),
      ours?.median.toFixed(0) ?? 'too long',
      theirs?.median.toFixed(0) ?? `over ${seconds} s`,
      ours && theirs ? (ours.median / theirs.median).toFixed(3) : '',
      ours?.crossings.toLocaleString('en') ?? '',
      theirs?.crossings.toLocaleString('en') ?? 'unknown',
      ours && theirs && theirs.crossings ? (ours.crossings / theirs.crossings).toFixed(2) : '',
    ])
  }
  const isWhole = !isLate.some(Boolean)
  const where = isWhole ? 'on each' : 'wherever dagre came to an end; where it did not, its crossings are unknown'
  process.stdout.write(isOk.every(Boolean) ? `No worse in crossings and faster ${where}.\n` : 'Worse than dagre somewhere.\n')
  process.exitCode = isOk.every(Boolean) ? 0 : 1
}

function print(cells: string[]) {
  process.stdout.write(`${cells.map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0))).join(' ')}\n`)
}

/** In a process of its own, which can be ended in the middle of a run. */
async function measured(by: string, file: string, at: number, seconds: number): Promise<Measured | null> {
  const args = ['--import', 'tsx', import.meta.filename, file, String(seconds), by, String(at)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: seconds * 1000 }).catch(
    (error: { killed?: boolean; stderr?: string }) => {
      if (!error.killed) process.stderr.write(`${by} failed: ${error.stderr?.slice(0, 300) ?? ''}\n`)
      return { stdout: '' }
    },
  )
  return stdout ? (JSON.parse(stdout) as Measured) : null
}

function draw(by: string, graph: TestGraph, seconds: number): Measured {
  const start = performance.now()
  const times: number[] = []
  let crossings = 0
  while (times.length < RUNS && (times.length === 0 || performance.now() - start < (seconds * 1000) / 4)) {
    const before = performance.now()
    if (by === 'ours') {
      const drawn = layoutGraph(graph.nodes, graph.edges)
      times.push(performance.now() - before)
      crossings = ownCrossings(graph, drawn)
    } else {
      const drawn = dagreLayout(graph)
      times.push(performance.now() - before)
      crossings = dagreCrossings(drawn)
    }
  }
  const sorted = times.toSorted((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, crossings }
}

/** The tasks of an export of Beads that are not deleted, and the dependencies between them. */
function beads(file: string, types: readonly string[] | null): TestGraph {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const issues = lines.map(
    (line) =>
      JSON.parse(line) as { id: string; status: string; deleted_at?: string; dependencies?: { type: string; depends_on_id: string }[] },
  )
  const kept = issues.filter((issue) => issue.status !== 'tombstone' && !issue.deleted_at)
  const known = new Set(kept.map(({ id }) => id))
  const edges = kept.flatMap(({ id, dependencies = [] }) =>
    dependencies
      .filter(({ type, depends_on_id: from }) => (types === null || types.includes(type)) && known.has(from) && from !== id)
      .map(({ type, depends_on_id: from }) => ({ id: `${from} ${id} ${type}`, from, to: id })),
  )
  return { nodes: kept.map(({ id }, order) => ({ id, order })), edges: [...new Map(edges.map((edge) => [edge.id, edge])).values()] }
}
