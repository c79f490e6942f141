import { copyText } from '#app/_ui/clipboard.ts'
import type { Graph } from './documents.ts'
import type { Picture } from './fold.ts'
import type { Layout } from './layout.ts'
import { toMermaid } from './to-mermaid.ts'
import { toSvg } from './to-svg.ts'
import type { Wire } from './wire.ts'

export interface Drawn {
  project: string
  graph: Graph
  picture: Picture
  layout: Layout
  wires: ReadonlyMap<string, Wire>
}

export function saveSvg(drawn: Drawn) {
  save(`${drawn.project}-graph.svg`, 'image/svg+xml', toSvg({ ...drawn, title: `Dependency graph of ${drawn.project}`, ...pens() }))
}

export function saveMermaid(drawn: Drawn) {
  save(`${drawn.project}-graph.mmd`, 'text/plain', toMermaid({ ...drawn, way: drawn.layout.way }))
}

export async function copyMermaid(drawn: Drawn) {
  const count = drawn.picture.tasks.length
  await copyText(toMermaid({ ...drawn, way: drawn.layout.way }), 'Mermaid', `${count.toLocaleString('en')} tasks`)
}

function save(name: string, type: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the address when the save begins, which may be after a question to the person.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Reads tokens as colours that other programs know, and measures with the page's font. */
function pens() {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const probe = document.createElement('i')
  document.body.append(probe)
  const inks = new Map<string, string>()
  const ink = (token: string) => {
    const known = inks.get(token)
    if (known || !context) return known ?? '#000'
    probe.style.color = `var(${token})`
    context.fillStyle = getComputedStyle(probe).color
    context.fillRect(0, 0, 1, 1)
    const color = `#${[...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    inks.set(token, color)
    return color
  }
  // Read once now, so that the probe can go.
  for (const token of TOKENS) ink(token)
  probe.remove()
  if (context) context.font = "500 12.5px 'Archivo Variable', Archivo, 'Helvetica Neue', Arial, sans-serif"
  return { ink, widthOf: (text: string) => context?.measureText(text).width ?? text.length * 6.5 }
}

const TOKENS = [
  ...['--well', '--plate', '--plate-2', '--joint', '--joint-2', '--control', '--ink', '--ink-2', '--ink-3'],
  ...['--occupied-lamp', '--occupied-tint', '--stop-lamp', '--clear-lamp'],
]
