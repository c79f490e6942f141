import { STATUS } from '#app/_ui/status.tsx'
import type { Graph, GraphTask } from './documents.ts'
import { foldWords } from './fold-node.tsx'
import type { Picture } from './fold.ts'
import type { Layout, Point } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'
import { hours } from './task-node.tsx'
import { tipPath, WIRES, type Wire } from './wire.ts'

/** Colours by the name of their token, as any reader of SVG understands them. */
export type Ink = (token: string) => string

interface SvgProps {
  title: string
  graph: Graph
  picture: Picture
  layout: Layout
  wires: ReadonlyMap<string, Wire>
  ink: Ink
  /** The width of a text in the fonts of the file. */
  widthOf: (text: string) => number
}

const MARGIN = 32
const SANS = "Archivo, 'Archivo Variable', 'Helvetica Neue', Arial, sans-serif"
const MONO = "'Martian Mono', 'Martian Mono Variable', Menlo, Consolas, monospace"

const LINE: Record<Wire, { token: string; width: number; dash?: string }> = {
  related: { token: '--ink-3', width: 1, dash: '5 4' },
  duplicates: { token: '--ink-3', width: 1, dash: '8 3' },
  parent: { token: '--ink-3', width: 1, dash: '1.5 3' },
  discovered: { token: '--ink-3', width: 1, dash: '6 3 1.5 3' },
  cleared: { token: '--clear-lamp', width: 1.5 },
  fade: { token: '--control', width: 1 },
  open: { token: '--ink-3', width: 1.5 },
  critical: { token: '--ink', width: 4 },
  held: { token: '--stop-lamp', width: 2.25 },
}
const LAMP: Record<GraphTask['status'], string> = {
  PENDING: '--ink',
  BLOCKED: '--stop-lamp',
  IN_PROGRESS: '--occupied-lamp',
  COMPLETED: '--clear-lamp',
  CANCELLED: '--ink-3',
}
const SHAPE: Record<GraphTask['status'], string> = {
  PENDING: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 4.5a3.5 3.5 0 1 1 -.01 0',
  BLOCKED: 'M2 2h12v12H2zM4.5 6.75v2.5h7v-2.5z',
  IN_PROGRESS: 'M1.5 4H10l4.5 4L10 12H1.5z',
  COMPLETED: 'M8 1.5a6.5 6.5 0 1 0 .01 0M6.4 11.4L3.6 8.6l1.1-1.1 1.7 1.7 4.2-4.8 1.2 1z',
  CANCELLED: 'M2.5 3.5l1-1L8 7l4.5-4.5 1 1L9 8l4.5 4.5-1 1L8 9l-4.5 4.5-1-1L7 8z',
}

/** The whole picture as a file of its own: nothing in it refers to the page. */
export function toSvg({ title, graph, picture, layout, wires, ink, widthOf }: SvgProps): string {
  const live = new Map(graph.nodes.map((task) => [task.id, task]))
  const tasks = picture.tasks.map((task) => live.get(task.id) ?? task)
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN]
  const lines = WIRES.flatMap((wire) => {
    const routes = layout.routes.filter((route) => (wires.get(route.id) ?? 'open') === wire)
    if (routes.length === 0) return []
    const { token, width: stroke, dash } = LINE[wire]
    const common = `fill="none" stroke="${ink(token)}" stroke-width="${stroke}"`
    return [
      `<path ${common}${dash ? ` stroke-dasharray="${dash}"` : ''} d="${routes.map((route) => route.path).join('')}"/>`,
      `<path ${common} d="${routes.map((route) => tipPath(route, wire, layout.way)).join('')}"/>`,
    ]
  })
  const plates = tasks.flatMap((task) => {
    const at = layout.nodes.get(task.id)
    return at ? [plate(task, at, ink, widthOf)] : []
  })
  const stacks = picture.folds.flatMap((fold) => {
    const at = layout.nodes.get(fold.id)
    return at
      ? [
          box(at, ink('--plate-2'), ink('--joint-2'), 1, 6),
          box(at, ink('--plate-2'), ink('--joint-2'), 1),
          text({ x: at.x + 12, y: at.y + 30 }, foldWords(fold), ink('--ink'), SANS, 12.5, 600),
          text({ x: at.x + 12, y: at.y + 50 }, `${fold.name} to ${fold.last}`, ink('--ink-2'), MONO, 9.5),
        ]
      : []
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="${ink('--well')}"/>`,
    ...lines,
    ...stacks,
    ...plates,
    '</svg>',
    '',
  ].join('\n')
}

function plate(task: GraphTask, at: Point, ink: Ink, widthOf: (text: string) => number) {
  const isCancelled = task.status === 'CANCELLED'
  const fill = isCancelled ? 'none' : ink(task.status === 'IN_PROGRESS' ? '--occupied-tint' : '--plate')
  const titles = wrapped(task.title, 128, widthOf)
  return [
    `<g><title>${escaped(`${task.key}, ${task.title}, ${STATUS[task.status].word}`)}</title>`,
    box(at, fill, ink('--joint-2'), 1),
    `<path d="M${at.x + 26} ${at.y}v${NODE_HEIGHT}" stroke="${ink('--joint')}"/>`,
    `<path transform="translate(${at.x + 5} ${at.y + 8})" fill="${ink(LAMP[task.status])}" fill-rule="evenodd" d="${SHAPE[task.status]}"/>`,
    text({ x: at.x + 33, y: at.y + 16 }, task.key, ink('--ink-2'), MONO, 9.5),
    task.estimatedHours === null
      ? ''
      : text({ x: at.x + NODE_WIDTH - 7, y: at.y + 16 }, hours(task.estimatedHours), ink('--ink-2'), MONO, 9.5, 400, 'end'),
    ...titles.map((line, row) =>
      text({ x: at.x + 33, y: at.y + 33 + row * 15 }, line, ink(isCancelled ? '--ink-3' : '--ink'), SANS, 12.5, 500),
    ),
    '</g>',
  ].join('')
}

function box({ x, y }: Point, fill: string, stroke: string, width: number, away = 0) {
  return `<rect x="${x + away}" y="${y + away}" width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="2" fill="${fill}" stroke="${stroke}" stroke-width="${width}"/>`
}

function text({ x, y }: Point, words: string, color: string, face: string, size: number, weight = 400, anchor = 'start') {
  return `<text x="${x}" y="${y}" fill="${color}" font-family="${face}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escaped(words)}</text>`
}

const MOST_LINES = 3

/** A title in as many lines as a plate holds, the last cut with an ellipsis. */
function wrapped(title: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of title.split(/\s+/).flatMap((one) => broken(one, width, widthOf))) {
    const longer = line ? `${line} ${word}` : word
    if (!line || widthOf(longer) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  if (line) lines.push(line)
  if (lines.length <= MOST_LINES) return lines
  let last = lines[MOST_LINES - 1] ?? ''
  while (last && widthOf(`${last}…`) > width) last = last.slice(0, -1)
  return [...lines.slice(0, MOST_LINES - 1), `${last.trimEnd()}…`]
}

function broken(word: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const sign of word) {
    if (part && widthOf(part + sign) > width) {
      parts.push(part)
      part = ''
    }
    part += sign
  }
  return [...parts, part]
}

/** What XML cannot hold. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

function escaped(words: string) {
  return words.replace(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
