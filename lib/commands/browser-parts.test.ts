import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { browserSpecs, inParts } from './browser-parts.ts'
import { root } from './run.ts'

it('every spec but the journey, which begins each part, and the pictures is in one part', () => {
  const specs = readdirSync(join(root, 'e2e')).filter((file) => file.endsWith('.spec.ts'))
  for (const count of [1, 2, 4])
    expect([...inParts(browserSpecs(), count).flat(), 'journey.spec.ts', 'pictures.spec.ts'].sort()).toEqual(specs.sort())
})

it('parts keep the order of the specs and take about the same time', () => {
  const specs = ['accessibility', 'a', 'b', 'c', 'd', 'e', 'f', 'overlays'].map((name) => `${name}.spec.ts`)
  expect(inParts(specs, 2).map((part) => part.length)).toEqual([4, 4])
  expect(inParts(specs, 2).flat()).toEqual(specs)
  for (const part of inParts(browserSpecs(), 4)) expect(part.length).toBeGreaterThan(2)
})
