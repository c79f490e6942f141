import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.ts'

/** Seconds of the specs that take far longer than the others: they look at every page. A guess that is off costs balance alone. */
const LONG: Record<string, number> = { accessibility: 150, overlays: 150, fit: 70, shell: 80, task: 70, tasks: 70, plugins: 70 }
const ORDINARY = 40
const secondsOf = (spec: string) => LONG[spec.replace('.spec.ts', '')] ?? ORDINARY

/** The specs of the browser tests; each part begins with the journey, and pictures are only taken when asked for. */
export function browserSpecs(): string[] {
  const files = readdirSync(join(root, 'e2e')).filter((file) => file.endsWith('.spec.ts'))
  return files.filter((file) => !['journey.spec.ts', 'pictures.spec.ts'].includes(file)).sort()
}

/** Cuts the specs, in their order, into so many parts that take about the same time. */
export function inParts(specs: readonly string[], count: number): string[][] {
  const whole = specs.reduce((total, spec) => total + secondsOf(spec), 0)
  const parts: string[][] = Array.from({ length: count }, () => [])
  let before = 0
  for (const spec of specs) {
    // By its middle, so that a long one at a border falls where more of it lies.
    const middle = before + secondsOf(spec) / 2
    parts[Math.floor((middle / whole) * count)]?.push(spec)
    before += secondsOf(spec)
  }
  return parts
}
