import type { Route } from './layout.ts'
import type { Way } from './layout/measures.ts'

/** How a line is drawn. The end says what gates: a bar is still open, an arrow is cleared or a note, a ring was discovered. */
export type Wire = 'related' | 'duplicates' | 'parent' | 'discovered' | 'cleared' | 'fade' | 'open' | 'critical' | 'held'
export const WIRES: Wire[] = ['related', 'duplicates', 'parent', 'discovered', 'cleared', 'fade', 'open', 'critical', 'held']

/** How a line ends, as path data. */
export function tipPath({ tip: { x, y, facing } }: Pick<Route, 'tip'>, wire: Wire, way: Way) {
  const at = (along: number, across: number) => (way === 'right' ? `${along} ${across}` : `${across} ${along}`)
  if (wire === 'discovered') return `M${x} ${y}m${at(-6 * facing, 0)}a3 3 0 1 0 ${at(6 * facing, 0)}a3 3 0 1 0 ${at(-6 * facing, 0)}`
  if (wire === 'open' || wire === 'held' || wire === 'critical' || wire === 'fade') return `M${x} ${y}m${at(0, -7)}l${at(0, 14)}`
  return `M${x} ${y}m${at(-4 * facing, -5)}l${at(5 * facing, 5)}l${at(-5 * facing, 5)}`
}
